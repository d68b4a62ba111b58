package dev.visage.train.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Looks at plots. */
public final class Plots {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private Plots() {
    }

    /** A PNG file of 720 x 540 pixels on which something is drawn. */
    public static void assertIsPlot(Path file) throws IOException {
        assertTrue(Arrays.equals(PNG, Arrays.copyOf(Files.readAllBytes(file), PNG.length)), file + " is no PNG file");
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(720, image.getWidth());
        assertEquals(540, image.getHeight());
        long colours = Arrays.stream(image.getRGB(0, 0, 720, 540, null, 0, 720)).distinct().count();
        assertTrue(colours > 10, file + " has only " + colours + " colours");
    }

    /** The colours of the lower half's pixels, as {@link java.awt.Color#getRGB()} has them. */
    public static IntStream lowerHalf(Path file) throws IOException {
        return Arrays.stream(ImageIO.read(file.toFile()).getRGB(0, 270, 720, 270, null, 0, 720));
    }
}
