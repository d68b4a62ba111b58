package dev.visage.train.fit;

/**
 * What fitting minimizes: gender's cross entropy in nats, and age's errors with these weights.
 *
 * @param ageError        weight of the age's mean absolute error, as a fraction of 116 years
 * @param ageDistribution weight of the cross entropy, in nats, between the distribution over the years that a network
 *                        tells and a normal one around the true age; without effect where it tells an estimate alone
 * @param ageSpread       standard deviation in years of that normal distribution
 * @param labelSmoothing  how much of a gender's label is given to both alike, 0 to 1
 */
public record LossSettings(double ageError, double ageDistribution, double ageSpread, double labelSmoothing) {

    public LossSettings {
        FitSettings.require(ageError >= 0, "--age-weight must not be negative: " + ageError);
        FitSettings.require(ageDistribution >= 0, "--age-distribution must not be negative: " + ageDistribution);
        FitSettings.require(ageSpread > 0, "--age-spread must be above 0, not " + ageSpread);
        FitSettings.require(labelSmoothing >= 0 && labelSmoothing < 1,
                "--label-smoothing must be from 0 up to 1, not " + labelSmoothing);
    }
}
