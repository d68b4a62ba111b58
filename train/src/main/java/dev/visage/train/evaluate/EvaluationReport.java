package dev.visage.train.evaluate;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Writes an evaluation for programs, as JSON, and for people, as plots. */
public final class EvaluationReport {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 540;

    private EvaluationReport() {
    }

    /** Writes {@code evaluation.json}, {@code roc.png}, {@code gender.png}, {@code age-groups.png} and {@code ages.png}. */
    public static void write(Path folder, Evaluation evaluation, List<Outcome> outcomes) throws IOException {
        Files.createDirectories(folder);
        Json.write(folder.resolve("evaluation.json"), evaluation);
        save(roc(Figures.genderRoc(outcomes)), folder.resolve("roc.png"));
        save(confusion("Gender", evaluation.genderConfusion()), folder.resolve("gender.png"));
        save(confusion("Age group", evaluation.ageGroupConfusion()), folder.resolve("age-groups.png"));
        save(ages(outcomes), folder.resolve("ages.png"));
    }

    private static XYChart roc(RocCurve curve) {
        XYChart chart = chart("ROC of \"female\"%s".formatted(
                curve.points().isEmpty() ? ": the faces are of one gender" : String.format(Locale.ROOT, ", area %.4f", curve.auc())),
                "false positive rate", "true positive rate");
        line(chart, "chance", List.of(0.0, 1.0), List.of(0.0, 1.0));
        if (!curve.points().isEmpty()) {
            line(chart, "model", curve.points().stream().map(RocCurve.Point::falsePositiveRate).toList(),
                    curve.points().stream().map(RocCurve.Point::truePositiveRate).toList());
        }
        return chart;
    }

    /** Each row's shares of its sum, in per cent; the first row at the bottom, so that right answers rise as in a plot. */
    private static HeatMapChart confusion(String title, ConfusionMatrix matrix) {
        HeatMapChart chart = new HeatMapChartBuilder().width(WIDTH).height(HEIGHT)
                .title(title + ": per cent of each true class").xAxisTitle("predicted").yAxisTitle("true").build();
        chart.getStyler().setShowValue(true).setLegendVisible(false);
        chart.getStyler().setMin(0).setMax(100);
        List<Number[]> cells = new ArrayList<>();
        for (int row = 0; row < matrix.counts().size(); row++) {
            int sum = Math.max(1, matrix.counts().get(row).stream().mapToInt(Integer::intValue).sum());
            for (int column = 0; column < matrix.counts().size(); column++) {
                cells.add(new Number[] {column, row, Math.round(100f * matrix.counts().get(row).get(column) / sum)});
            }
        }
        chart.addSeries("share", matrix.labels(), matrix.labels(), cells);
        return chart;
    }

    private static XYChart ages(List<Outcome> outcomes) {
        XYChart chart = chart("Age in years", "true", "estimated");
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter).setMarkerSize(3);
        chart.addSeries("faces", outcomes.stream().map(outcome -> (double) outcome.label().age()).toList(),
                outcomes.stream().map(outcome -> outcome.prediction().age()).toList());
        List<Double> diagonal = List.of(0.0, (double) AgeGroup.MAX_AGE);
        line(chart, "right", diagonal, diagonal).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        return chart;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        return chart;
    }

    private static XYSeries line(XYChart chart, String name, List<Double> x, List<Double> y) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static void save(Chart<?, ?> chart, Path file) throws IOException {
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
