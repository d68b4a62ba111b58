package dev.visage.train.fit;

/**
 * What an epoch brought.
 *
 * @param epoch              from 1
 * @param step               steps done since the run's start
 * @param learningRate       of the epoch's last step
 * @param trainLosses        means over the epoch, with dropout
 * @param seconds            of the steps, without validation
 * @param imagesPerSecond    over those seconds
 * @param imagesPerCpuSecond over the seconds of all cores together, augmentation included
 */
public record EpochReport(int epoch, long step, double learningRate, StepLosses trainLosses,
        ValidationFigures validation, double seconds, double imagesPerSecond, double imagesPerCpuSecond) {
}
