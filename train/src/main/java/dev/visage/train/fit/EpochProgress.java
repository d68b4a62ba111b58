package dev.visage.train.fit;

/**
 * How far an epoch has come.
 *
 * @param steps      that are done
 * @param genderLoss the sum over those steps
 * @param ageLoss    the sum over those steps
 * @param seconds    that they took
 * @param cpuSeconds that they took on all cores together
 */
public record EpochProgress(int steps, double genderLoss, double ageLoss, double seconds, double cpuSeconds) {

    static final EpochProgress START = new EpochProgress(0, 0, 0, 0, 0);

    EpochProgress plus(StepLosses losses, double stepSeconds, double stepCpuSeconds) {
        return new EpochProgress(steps + 1, genderLoss + losses.gender(), ageLoss + losses.age(), seconds + stepSeconds,
                cpuSeconds + stepCpuSeconds);
    }

    StepLosses meanLosses() {
        return new StepLosses(genderLoss / steps, ageLoss / steps);
    }
}
