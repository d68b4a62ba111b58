package dev.visage.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Bars from left to right, each with a line from its smallest to its largest value.
 *
 * @param title what is shown
 * @param bars  by name, from top to bottom
 */
record BarChart(String title, Map<String, Samples> bars) {

    private static final int WIDTH = 960;
    private static final int NAMES = 390;
    private static final int VALUES = 90;
    private static final int ROW = 48;
    private static final int TOP = 64;

    void write(Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, TOP + ROW * bars.size() + 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        graphics.drawString(title, 20, 34);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));

        double largest = bars.values().stream().mapToDouble(Samples::max).max().orElseThrow();
        double scale = (WIDTH - NAMES - VALUES) / largest;
        int y = TOP;
        for (Map.Entry<String, Samples> bar : bars.entrySet()) {
            Samples values = bar.getValue();
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString(bar.getKey(), 20, y + 21);
            graphics.setColor(new Color(0x4C8BB8));
            graphics.fillRect(NAMES, y, (int) (values.median() * scale), ROW - 18);
            graphics.setColor(Color.DARK_GRAY);
            graphics.setStroke(new BasicStroke(1.5f));
            int left = NAMES + (int) (values.min() * scale);
            int right = NAMES + (int) (values.max() * scale);
            graphics.drawLine(left, y + 15, right, y + 15);
            graphics.drawString("%.0f".formatted(values.median()), right + 10, y + 21);
            y += ROW;
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }
}
