package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.Reports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    private static final StepLosses LOSSES = new StepLosses(0.5, 0.1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /** Goes on as the test says. */
    private static final class Watch extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void reportSteps(ProgressReporter reporter, Watch watch, int steps) {
        for (int i = 0; i < steps; i++) {
            watch.now = watch.now.plus(Duration.ofSeconds(25));
            reporter.stepDone(LOSSES);
        }
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesALineAMinuteToALogAndOneForTheEpoch() {
        Watch watch = new Watch();
        try (ProgressReporter reporter = new ProgressReporter(out, watch, false, 3, 100)) {
            reporter.epochStarted(2, 0, 8);
            reportSteps(reporter, watch, 8);
            reporter.epochDone(Reports.epoch(2, 0.5));
        }
        assertEquals("""
                epoch 2/3: 300 of 800 images, 4 a second, 125 s left, loss: gender 0.500, age 11.60 years
                epoch 2/3: 600 of 800 images, 4 a second, 50 s left, loss: gender 0.500, age 11.60 years
                epoch 2/3: validation loss 0.5000, gender accuracy 0.7500, AUC 0.8125, age error 9.25 years \
                (12 s, 100 images a second, 50 a CPU-second)
                """, written());
    }

    @Test
    void countsTheImagesOfTheTimeBeforeAStopButNotTheirTime() {
        Watch watch = new Watch();
        try (ProgressReporter reporter = new ProgressReporter(out, watch, false, 3, 100)) {
            reporter.epochStarted(2, 4, 8);
            reportSteps(reporter, watch, 3);
        }
        assertEquals("epoch 2/3: 700 of 800 images, 4 a second, 25 s left, loss: gender 0.500, age 11.60 years\n", written());
    }

    @Test
    void drawsABarOnATerminal() {
        try (ProgressReporter reporter = new ProgressReporter(out, Clock.systemUTC(), true, 3, 100)) {
            reporter.epochStarted(2, 0, 2);
            reporter.stepDone(LOSSES);
            reporter.stepDone(LOSSES);
        }
        assertTrue(written().contains("epoch 2/3"), written());
        assertTrue(written().contains("200/200 images"), written());
    }
}
