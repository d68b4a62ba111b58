package dev.visage.train.fit;

/**
 * All that decides how a run goes: the same settings on the same data give the same network.
 *
 * @param architecture      its name
 * @param epochs            the length of the learning rate's schedule; early stopping may end sooner
 * @param batchSize         images a step
 * @param stepsPerEpoch     at most so many steps an epoch, for a quick trial; 0 for all
 * @param peakLearningRate  after the warm-up
 * @param warmUpEpochs      in which the learning rate rises from zero
 * @param weightDecay       the share of a kernel that a step removes, in learning rates
 * @param averagingDecay    what the averaged weights keep at each step, 0 to 1
 * @param ageLossWeight     of the age's mean absolute error, as a fraction of 116 years, beside the gender's cross
 *                          entropy in nats
 * @param patience          epochs without a better validation loss after which the run ends
 * @param bfloat16          whether matrix products use bfloat16, with sums in float32
 * @param seed              of split, start, order, augmentation and dropout
 */
public record FitSettings(String architecture, int epochs, int batchSize, int stepsPerEpoch, double peakLearningRate,
        double warmUpEpochs, double weightDecay, double averagingDecay, double ageLossWeight, int patience,
        boolean bfloat16, long seed) {

    public FitSettings {
        require(epochs >= 1, "--epochs must be at least 1, not " + epochs);
        require(batchSize >= 1, "--batch must be at least 1, not " + batchSize);
        require(stepsPerEpoch >= 0, "--steps-per-epoch must not be negative: " + stepsPerEpoch);
        require(peakLearningRate > 0, "--learning-rate must be above 0, not " + peakLearningRate);
        require(warmUpEpochs >= 0, "--warm-up must not be negative: " + warmUpEpochs);
        require(weightDecay >= 0, "--weight-decay must not be negative: " + weightDecay);
        require(averagingDecay >= 0 && averagingDecay < 1, "--averaging must be from 0 up to 1, not " + averagingDecay);
        require(ageLossWeight >= 0, "--age-weight must not be negative: " + ageLossWeight);
        require(patience >= 1, "--patience must be at least 1, not " + patience);
    }

    /** The same settings in another precision: what was fitted in bfloat16 can be used in float32. */
    public FitSettings withBfloat16(boolean newBfloat16) {
        return new FitSettings(architecture, epochs, batchSize, stepsPerEpoch, peakLearningRate, warmUpEpochs, weightDecay,
                averagingDecay, ageLossWeight, patience, newBfloat16, seed);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
