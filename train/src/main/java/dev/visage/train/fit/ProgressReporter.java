package dev.visage.train.fit;

import dev.visage.train.data.AgeGroup;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar for each epoch on a terminal, a line a minute in a log, and a line for each epoch that is done. */
public final class ProgressReporter implements TrainingListener {

    private static final long LINE_MILLIS = 60_000;

    private final PrintStream out;
    private final Clock clock;
    private final boolean terminal;
    private final int epochs;
    private final int batchSize;
    private ProgressBar bar;
    private int epoch;
    private long images;
    private long imagesOfEpoch;
    private long imagesBefore;
    private long startMillis;
    private long lineMillis;

    public ProgressReporter(PrintStream out, int epochs, int batchSize) {
        this(out, Clock.systemUTC(), System.console() != null, epochs, batchSize);
    }

    ProgressReporter(PrintStream out, Clock clock, boolean terminal, int epochs, int batchSize) {
        this.out = out;
        this.clock = clock;
        this.terminal = terminal;
        this.epochs = epochs;
        this.batchSize = batchSize;
    }

    @Override
    public void epochStarted(int newEpoch, int stepsDone, int stepsPerEpoch) {
        epoch = newEpoch;
        imagesBefore = (long) stepsDone * batchSize;
        images = imagesBefore;
        imagesOfEpoch = (long) stepsPerEpoch * batchSize;
        startMillis = clock.millis();
        lineMillis = startMillis;
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch %d/%d".formatted(epoch, epochs))
                    .setUnit(" images", 1)
                    .setInitialMax(imagesOfEpoch)
                    .startsFrom(images, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .build();
        }
    }

    @Override
    public void stepDone(StepLosses meanLosses) {
        images += batchSize;
        String losses = String.format(Locale.ROOT, "loss: gender %.3f, age %.2f years",
                meanLosses.gender(), meanLosses.age() * AgeGroup.MAX_AGE);
        if (terminal) {
            bar.setExtraMessage(" " + losses);
            bar.stepBy(batchSize);
        } else if (clock.millis() - lineMillis >= LINE_MILLIS) {
            lineMillis = clock.millis();
            double rate = (images - imagesBefore) * 1e3 / (lineMillis - startMillis);
            out.printf(Locale.ROOT, "epoch %d/%d: %d of %d images, %.0f a second, %.0f s left, %s%n",
                    epoch, epochs, images, imagesOfEpoch, rate, (imagesOfEpoch - images) / rate, losses);
        }
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
