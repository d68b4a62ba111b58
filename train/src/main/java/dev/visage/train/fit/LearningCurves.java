package dev.visage.train.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots how the losses fell over a run's epochs. */
public final class LearningCurves {

    private LearningCurves() {
    }

    /**
     * @param ageLossWeight that the run was started with
     * @param history       of one epoch at least
     * @param file          the PNG file to write
     */
    public static void write(List<EpochReport> history, double ageLossWeight, Path file) throws IOException {
        XYChart chart = new XYChartBuilder().width(720).height(540).title("Loss, gender and age together")
                .xAxisTitle("epoch").yAxisTitle("loss").build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        line(chart, "fitting, augmented, with dropout", history,
                report -> report.trainLosses().gender() + ageLossWeight * report.trainLosses().age());
        line(chart, "validation, averaged weights", history, report -> report.validation().loss());
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static void line(XYChart chart, String name, List<EpochReport> history, ToDoubleFunction<EpochReport> loss) {
        double[] epochs = history.stream().mapToDouble(EpochReport::epoch).toArray();
        chart.addSeries(name, epochs, history.stream().mapToDouble(loss).toArray()).setMarker(SeriesMarkers.NONE);
    }
}
