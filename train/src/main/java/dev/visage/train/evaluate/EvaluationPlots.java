package dev.visage.train.evaluate;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.plot.Charts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** An evaluation as plots, PNG files. */
final class EvaluationPlots {

    private EvaluationPlots() {
    }

    static void write(Path folder, Evaluation evaluation, List<Outcome> outcomes) throws IOException {
        Charts.save(roc(Figures.genderRoc(outcomes)), folder.resolve("roc.png"));
        Charts.save(reliability(outcomes), folder.resolve("reliability.png"));
        Charts.save(confusion("Gender", evaluation.genderConfusion()), folder.resolve("gender.png"));
        Charts.save(genderByGroup(evaluation), folder.resolve("gender-by-group.png"));
        Charts.save(confusion("Age group", evaluation.ageGroupConfusion()), folder.resolve("age-groups.png"));
        Charts.save(ages(outcomes), folder.resolve("ages.png"));
        Charts.save(ageErrors(evaluation.byAgeGroup()), folder.resolve("age-errors.png"));
    }

    private static XYChart roc(RocCurve curve) {
        String title = curve.points().isEmpty() ? "ROC of \"female\": the faces are of one gender"
                : String.format(Locale.ROOT, "ROC of \"female\", area %.3f", curve.auc());
        XYChart chart = Charts.xy(title, "false positive rate", "true positive rate");
        diagonal(chart, "chance", 1);
        if (!curve.points().isEmpty()) {
            Charts.line(chart, "model", curve.points().stream().map(RocCurve.Point::falsePositiveRate).toList(),
                    curve.points().stream().map(RocCurve.Point::truePositiveRate).toList(), Charts.FIRST);
        }
        return chart;
    }

    /** With error bars of 1.96 standard errors of each bin's share. */
    private static XYChart reliability(List<Outcome> outcomes) {
        List<Reliability.Bin> bins = Reliability.ofFemale(outcomes).bins();
        XYChart chart = Charts.xy("Probability of \"female\": what it promises, what is so",
                "probability, mean of the bin", "share of women among the bin's faces");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        diagonal(chart, "honest", 1);
        chart.addSeries("model", bins.stream().map(Reliability.Bin::probability).toList(),
                bins.stream().map(Reliability.Bin::share).toList(),
                bins.stream().map(bin -> 1.96 * Math.sqrt(bin.share() * (1 - bin.share()) / bin.cases())).toList())
                .setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Charts.FIRST).setLineColor(Charts.FIRST)
                .setLineStyle(new BasicStroke(2));
        return chart;
    }

    /** Each row's shares of its sum, in per cent; the first row at the bottom, so that right answers rise as in a plot. */
    private static HeatMapChart confusion(String title, ConfusionMatrix matrix) {
        HeatMapChart chart = Charts.heatMap(title + ": per cent of each true class", "predicted", "true");
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

    private static CategoryChart genderByGroup(Evaluation evaluation) {
        CategoryChart chart = Charts.categories("Right genders by group, with 95 % intervals", "", "gender accuracy");
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter).setXAxisLabelRotation(60)
                .setYAxisMax(1.0).setMarkerSize(9).setLegendVisible(false);
        Map<String, Measurement> groups = new LinkedHashMap<>();
        groups.put("all", evaluation.overall());
        groups.putAll(evaluation.byAgeGroup());
        groups.putAll(evaluation.byGender());
        groups.putAll(evaluation.byRace());
        groups.putAll(evaluation.byRaceAndGender());
        bars(chart, "groups", groups, Figures::genderAccuracy, Intervals::genderAccuracy, Charts.FIRST)
                .setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Charts.FIRST);
        return chart;
    }

    private static XYChart ages(List<Outcome> outcomes) {
        XYChart chart = Charts.xy("Age in years", "true", "estimated");
        chart.getStyler().setMarkerSize(4);
        diagonal(chart, "right", AgeGroup.MAX_AGE);
        chart.addSeries("faces", outcomes.stream().map(outcome -> (double) outcome.label().age()).toList(),
                outcomes.stream().map(outcome -> outcome.prediction().age()).toList())
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(new Color(0, 114, 178, 110));
        return chart;
    }

    private static CategoryChart ageErrors(Map<String, Measurement> groups) {
        CategoryChart chart = Charts.categories("Errors of the estimated age by true age, with 95 % intervals", "true age",
                "years");
        chart.getStyler().setAvailableSpaceFill(0.7).setLegendPosition(LegendPosition.InsideNW);
        bars(chart, "mean absolute error", groups, Figures::ageMae, Intervals::ageMae, Charts.FIRST);
        bars(chart, "mean error: above 0 too old, below too young", groups, Figures::ageBias, Intervals::ageBias,
                Charts.SECOND);
        return chart;
    }

    /** Figures by group with error bars, which reach as far to both sides as half the interval. */
    private static CategorySeries bars(CategoryChart chart, String name, Map<String, Measurement> groups,
            Function<Figures, Double> figure, Function<Intervals, Interval> interval, Color colour) {
        Collection<Measurement> measurements = groups.values();
        CategorySeries series = chart.addSeries(name, List.copyOf(groups.keySet()),
                measurements.stream().map(measurement -> figure.apply(measurement.figures())).toList(),
                measurements.stream().map(measurement -> interval.apply(measurement.intervals()))
                        .map(ends -> (ends.high() - ends.low()) / 2).toList());
        series.setFillColor(colour);
        return series;
    }

    private static void diagonal(XYChart chart, String name, double end) {
        Charts.line(chart, name, List.of(0.0, end), List.of(0.0, end), Charts.REFERENCE)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    }
}
