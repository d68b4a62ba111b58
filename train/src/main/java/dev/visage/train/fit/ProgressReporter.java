package dev.visage.train.fit;

import dev.visage.train.data.AgeGroup;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar for each epoch on a terminal, a line a minute in a log, and a line for each epoch that is done. */
public final class ProgressReporter implements TrainingListener {

    private static final int LOG_WIDTH = 140;

    private final PrintStream out;
    private final int epochs;
    private final int batchSize;
    private ProgressBar bar;

    public ProgressReporter(PrintStream out, int epochs, int batchSize) {
        this.out = out;
        this.epochs = epochs;
        this.batchSize = batchSize;
    }

    @Override
    public void epochStarted(int epoch, int stepsDone, int stepsPerEpoch) {
        boolean terminal = System.console() != null;
        ProgressBarConsumer consumer = terminal
                ? new ConsoleProgressBarConsumer(out) : new DelegatingProgressBarConsumer(out::println, LOG_WIDTH);
        bar = new ProgressBarBuilder()
                .setTaskName("epoch %d/%d".formatted(epoch, epochs))
                .setUnit(" images", 1)
                .setInitialMax((long) stepsPerEpoch * batchSize)
                .startsFrom((long) stepsDone * batchSize, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 500 : 60_000)
                .showSpeed()
                .setConsumer(consumer)
                .build();
    }

    @Override
    public void stepDone(StepLosses meanLosses) {
        bar.setExtraMessage(" loss: gender %.3f, age %.2f years".formatted(
                meanLosses.gender(), meanLosses.age() * AgeGroup.MAX_AGE));
        bar.stepBy(batchSize);
    }

    @Override
    public void epochDone(EpochReport report) {
        close();
        ValidationFigures validation = report.validation();
        out.printf(Locale.ROOT,
                "epoch %d/%d: validation loss %.4f, gender accuracy %.4f, AUC %.4f, age error %.2f years"
                        + " (%.0f s, %.0f images a second, %.0f a CPU-second)%n",
                report.epoch(), epochs, validation.loss(), validation.genderAccuracy(), validation.genderAuc(),
                validation.ageMae(), report.seconds(), report.imagesPerSecond(), report.imagesPerCpuSecond());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
