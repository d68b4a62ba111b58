package dev.visage.train.fit;

import dev.visage.train.network.ImageInput;

/**
 * All that decides how a run goes: the same settings on the same data give the same network.
 *
 * @param architecture  its name
 * @param epochs        the length of the learning rate's schedule; early stopping may end sooner
 * @param batchSize     images a step
 * @param stepsPerEpoch at most so many steps an epoch, for a quick trial; 0 for all
 * @param patience      epochs without a better validation loss after which the run ends
 * @param bfloat16      whether matrix products use bfloat16, with sums in float32
 * @param seed          of split, start, order, augmentation and dropout
 */
public record FitSettings(String architecture, int epochs, int batchSize, int stepsPerEpoch, OptimizerSettings optimizer,
        LossSettings loss, SampleSettings samples, int patience, boolean bfloat16, long seed) {

    /** The width and height of small pictures, of the full ones'. */
    private static final double SMALL = 0.75;

    public FitSettings {
        require(epochs >= 1, "--epochs must be at least 1, not " + epochs);
        require(batchSize >= 1, "--batch must be at least 1, not " + batchSize);
        require(stepsPerEpoch >= 0, "--steps-per-epoch must not be negative: " + stepsPerEpoch);
        require(patience >= 1, "--patience must be at least 1, not " + patience);
    }

    /** The same settings in another precision: what was fitted in bfloat16 can be used in float32. */
    public FitSettings withBfloat16(boolean newBfloat16) {
        return new FitSettings(architecture, epochs, batchSize, stepsPerEpoch, optimizer, loss, samples, patience,
                newBfloat16, seed);
    }

    /**
     * What the network looks at while it is fitted.
     *
     * @param epoch from 0
     * @param full  what it looks at otherwise
     */
    public ImageInput inputIn(int epoch, ImageInput full) {
        return epoch < samples.smallFirst() * epochs ? full.scaled(SMALL) : full;
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
