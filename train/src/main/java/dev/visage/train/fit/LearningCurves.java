package dev.visage.train.fit;

import dev.visage.train.plot.Charts;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts how the losses fell over a run's epochs. */
public final class LearningCurves {

    public static final String FILE = "learning-curves.png";

    private LearningCurves() {
    }

    /**
     * @param ageLossWeight that the run was started with
     * @param history       of one epoch at least
     * @param file          the PNG file to write
     */
    public static void write(List<EpochReport> history, double ageLossWeight, Path file) throws IOException {
        XYChart chart = Charts.xy("Loss, gender and age together", "epoch", "loss");
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        line(chart, "fitting, augmented, with dropout", history,
                report -> report.trainLosses().gender() + ageLossWeight * report.trainLosses().age(), Charts.REFERENCE);
        line(chart, "validation, averaged weights", history, report -> report.validation().loss(), Charts.FIRST);
        Charts.save(chart, file);
    }

    private static void line(XYChart chart, String name, List<EpochReport> history, ToDoubleFunction<EpochReport> loss,
            Color colour) {
        Charts.line(chart, name, history.stream().map(report -> (double) report.epoch()).toList(),
                history.stream().mapToDouble(loss).boxed().toList(), colour);
    }
}
