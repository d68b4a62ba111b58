package dev.visage.train.export;

/**
 * Turns what the heads tell into honest probabilities.
 *
 * @param genderScale   the probability of being female is sigmoid(scale * logit + offset)
 * @param genderOffset  see there
 * @param spread        the true age is spread around an estimate a as a logistic distribution of the scale
 *                      spread + spreadPerYear * a, in years
 * @param spreadPerYear see there
 * @param intervalLow   the interval starts so many scales from the estimate; negative
 * @param intervalHigh  and ends so many scales from it
 * @param coverage      the share of true ages that the interval held on the validation part
 */
public record Calibration(double genderScale, double genderOffset, double spread, double spreadPerYear,
        double intervalLow, double intervalHigh, double coverage) {
}
