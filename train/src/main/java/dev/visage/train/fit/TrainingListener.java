package dev.visage.train.fit;

/** Is told how a run goes. */
public interface TrainingListener extends AutoCloseable {

    /** @param epoch from 1 */
    default void epochStarted(int epoch, int stepsDone, int stepsPerEpoch) {
    }

    /** @param meanLosses of the epoch so far */
    default void stepDone(StepLosses meanLosses) {
    }

    default void epochDone(EpochReport report) {
    }

    @Override
    default void close() {
    }
}
