package dev.visage.train.fit;

/**
 * How weights move.
 *
 * @param peakLearningRate after the warm-up
 * @param warmUpEpochs     in which the learning rate rises from zero
 * @param weightDecay      the share of a kernel that a step removes, in learning rates
 * @param averagingDecay   what the averaged weights keep at each step, 0 to 1
 */
public record OptimizerSettings(double peakLearningRate, double warmUpEpochs, double weightDecay,
        double averagingDecay) {

    public OptimizerSettings {
        FitSettings.require(peakLearningRate > 0, "--learning-rate must be above 0, not " + peakLearningRate);
        FitSettings.require(warmUpEpochs >= 0, "--warm-up must not be negative: " + warmUpEpochs);
        FitSettings.require(weightDecay >= 0, "--weight-decay must not be negative: " + weightDecay);
        FitSettings.require(averagingDecay >= 0 && averagingDecay < 1,
                "--averaging must be from 0 up to 1, not " + averagingDecay);
    }
}
