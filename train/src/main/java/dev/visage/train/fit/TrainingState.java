package dev.visage.train.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands; with the variables of the graph it is all that is needed to go on.
 *
 * @param progress of the epoch at hand
 * @param history  of the epochs that are done
 */
public record TrainingState(EpochProgress progress, List<EpochReport> history) {

    static final TrainingState START = new TrainingState(EpochProgress.START, List.of());

    public TrainingState {
        history = List.copyOf(history);
    }

    TrainingState with(EpochProgress newProgress) {
        return new TrainingState(newProgress, history);
    }

    TrainingState afterEpoch(EpochReport report) {
        List<EpochReport> longer = new ArrayList<>(history);
        longer.add(report);
        return new TrainingState(EpochProgress.START, longer);
    }

    /** Epochs that are done. */
    int epochs() {
        return history.size();
    }

    long step(int stepsPerEpoch) {
        return (long) epochs() * stepsPerEpoch + progress.steps();
    }

    /** The epoch with the lowest validation loss so far. */
    public Optional<EpochReport> best() {
        return history.stream().min(Comparator.comparingDouble(report -> report.validation().loss()));
    }

    int epochsSinceBest() {
        return best().map(best -> epochs() - best.epoch()).orElse(0);
    }
}
