package dev.visage.train.fit;

import com.sun.management.OperatingSystemMXBean;
import dev.visage.train.data.Batch;
import dev.visage.train.data.Batches;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Fits a network: epoch after epoch, a checkpoint after each, until the schedule ends or nothing improves any more. */
public final class Trainer {

    /** How a run ended. */
    public enum End {
        COMPLETED,
        NO_IMPROVEMENT,
        STOPPED
    }

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final FitGraph graph;
    private final FitSettings settings;
    private final FitData data;
    private final Checkpoints checkpoints;
    private final List<? extends TrainingListener> listeners;
    private final StopRequest stopRequest;
    private final int stepsPerEpoch;
    private final CosineSchedule schedule;

    public Trainer(FitGraph graph, FitSettings settings, FitData data, Checkpoints checkpoints,
            List<? extends TrainingListener> listeners, StopRequest stopRequest) {
        this.graph = graph;
        this.settings = settings;
        this.data = data;
        this.checkpoints = checkpoints;
        this.listeners = listeners;
        this.stopRequest = stopRequest;
        stepsPerEpoch = settings.stepsPerEpoch() == 0
                ? data.batches().perEpoch() : Math.min(data.batches().perEpoch(), settings.stepsPerEpoch());
        schedule = new CosineSchedule(settings.optimizer().peakLearningRate(),
                Math.round(settings.optimizer().warmUpEpochs() * stepsPerEpoch), (long) settings.epochs() * stepsPerEpoch);
    }

    /** Goes on from the latest checkpoint, or starts where there is none. */
    public End run() throws IOException {
        TrainingState state = checkpoints.restoreLatest(graph).orElse(TrainingState.START);
        while (state.epochs() < settings.epochs()) {
            if (state.epochsSinceBest() >= settings.patience()) {
                return End.NO_IMPROVEMENT;
            }
            state = runEpoch(state);
            checkpoints.save(graph, state, state.step(stepsPerEpoch));
            if (stopRequest.isRequested()) {
                return End.STOPPED;
            }
        }
        return End.COMPLETED;
    }

    private TrainingState runEpoch(TrainingState start) {
        int epoch = start.epochs();
        TrainingState state = start;
        listeners.forEach(listener -> listener.epochStarted(epoch + 1, start.progress().steps(), stepsPerEpoch));
        Batches.Epoch epochBatches = data.batches().epoch(epoch);
        CompletableFuture<Batch> next = prepare(epochBatches, start.progress().steps());
        while (state.progress().steps() < stepsPerEpoch) {
            if (stopRequest.isRequested()) {
                return state;
            }
            long began = System.nanoTime();
            long cpuBegan = SYSTEM.getProcessCpuTime();
            long step = state.step(stepsPerEpoch);
            Batch batch = next.join();
            next = prepare(epochBatches, state.progress().steps() + 1);
            StepLosses losses = graph.step(batch, schedule.at(step), step);
            EpochProgress progress = state.progress().plus(losses, (System.nanoTime() - began) / 1e9,
                    (SYSTEM.getProcessCpuTime() - cpuBegan) / 1e9);
            state = state.with(progress);
            listeners.forEach(listener -> listener.stepDone(progress.meanLosses()));
        }
        EpochReport report = report(state);
        listeners.forEach(listener -> listener.epochDone(report));
        return state.afterEpoch(report);
    }

    /** Makes a batch beside the step before it, which leaves a core idle now and then; none after an epoch's last. */
    private CompletableFuture<Batch> prepare(Batches.Epoch epoch, int index) {
        return index < stepsPerEpoch ? CompletableFuture.supplyAsync(() -> epoch.batch(index))
                : CompletableFuture.completedFuture(null);
    }

    private EpochReport report(TrainingState state) {
        EpochProgress progress = state.progress();
        ValidationFigures validation = ValidationFigures.of(graph.predict(data.validationImages()),
                data.validationLabels(), settings.loss().ageError());
        double images = (double) progress.steps() * settings.batchSize();
        long step = state.step(stepsPerEpoch);
        return new EpochReport(state.epochs() + 1, step, schedule.at(step - 1), progress.meanLosses(), validation,
                progress.seconds(), images / progress.seconds(), images / progress.cpuSeconds());
    }
}
