package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.plot.Charts;
import dev.visage.train.support.Plots;
import dev.visage.train.support.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurvesTest {

    @TempDir
    Path folder;

    @Test
    void plotsTheLosses() throws IOException {
        Path file = folder.resolve("curves.png");
        LearningCurves.write(List.of(Reports.epoch(1, 0.9), Reports.epoch(2, 0.7), Reports.epoch(3, 0.65)), 4, file);
        Plots.assertIsPlot(file);
    }

    @Test
    void plotsASingleEpochAsPoints() throws IOException {
        Path file = folder.resolve("curves.png");
        LearningCurves.write(List.of(Reports.epoch(1, 0.9)), 4, file);
        Plots.assertIsPlot(file);
        // The lower half is below the legend, which has the colour in any case.
        assertTrue(Plots.lowerHalf(file).anyMatch(pixel -> pixel == Charts.FIRST.getRGB()));
    }
}
