package dev.visage.train.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How all plots look: dark on white, one size, colours that people with any colour vision can tell apart. */
public final class Charts {

    /** Blue: what is measured. From Okabe and Ito's palette, as the others. */
    public static final Color FIRST = new Color(0x0072B2);

    /** Vermilion: the second of two. */
    public static final Color SECOND = new Color(0xD55E00);

    /** Green: the third. */
    public static final Color THIRD = new Color(0x009E73);

    /** Grey: what to compare with. */
    public static final Color REFERENCE = new Color(0x8C8C8C);

    private static final Color TEXT = new Color(0x262626);
    private static final Color GRID = new Color(0xE4E4E4);
    private static final int WIDTH = 720;
    private static final int HEIGHT = 540;

    private Charts() {
    }

    public static XYChart xy(String title, String x, String y) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        style(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        return chart;
    }

    public static CategoryChart categories(String title, String x, String y) {
        CategoryChart chart =
                new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        style(chart.getStyler());
        return chart;
    }

    public static HeatMapChart heatMap(String title, String x, String y) {
        HeatMapChart chart =
                new HeatMapChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        style(chart.getStyler());
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, FIRST});
        return chart;
    }

    /** A line without markers; a point where there is only one. */
    public static XYSeries line(XYChart chart, String name, List<Double> x, List<Double> y, Color colour) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(x.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE).setMarkerColor(colour)
                .setLineColor(colour).setLineStyle(new BasicStroke(2));
        return series;
    }

    /** Writes a PNG file. */
    public static void save(Chart<?, ?> chart, Path file) throws IOException {
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static void style(AxesChartStyler styler) {
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13)).setAxisTickLabelsColor(TEXT)
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setAxisTickMarksColor(REFERENCE).setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16)).setChartTitlePadding(10)
                .setChartTitleBoxVisible(false).setChartBackgroundColor(Color.WHITE).setChartFontColor(TEXT)
                .setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13)).setLegendBorderColor(GRID)
                .setChartPadding(14);
    }
}
