package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.Graphs;
import dev.visage.train.support.SyntheticFaces;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

class ImagePipelineTest {

    private static float[] decode(ImageInput input, byte[]... files) {
        return Graphs.compute(tf -> new ImagePipeline(tf, input).decode(strings(tf, files)));
    }

    private static Operand<TString> strings(Ops tf, byte[]... files) {
        return tf.constantOf(TString.tensorOfBytes(Shape.of(files.length), DataBuffers.ofObjects(files)));
    }

    /** Red, green, blue and white quarters, from the top left in reading order. */
    private static BufferedImage quarters(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        for (int i = 0; i < colours.length; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
        }
        graphics.dispose();
        return picture;
    }

    @ParameterizedTest
    @CsvSource({"jpg,20", "png,0"})
    void decodesColoursToTheSize(String format, float tolerance) {
        byte[] file = SyntheticFaces.encode(quarters(100, 60, BufferedImage.TYPE_INT_RGB), format);
        float[] pixels = decode(new ImageInput(8, 3), file);
        assertEquals(8 * 8 * 3, pixels.length);
        assertArrayEquals(new float[] {255, 0, 0}, pixel(pixels, 1, 1), tolerance);
        assertArrayEquals(new float[] {0, 255, 0}, pixel(pixels, 1, 6), tolerance);
        assertArrayEquals(new float[] {0, 0, 255}, pixel(pixels, 6, 1), tolerance);
        assertArrayEquals(new float[] {255, 255, 255}, pixel(pixels, 6, 6), tolerance);
    }

    private static float[] pixel(float[] pixels, int row, int column) {
        int start = (row * 8 + column) * 3;
        return Arrays.copyOfRange(pixels, start, start + 3);
    }

    @ParameterizedTest
    @CsvSource({"jpg,3", "png,2"})
    void decodesColoursToGreyForANetworkThatSeesGrey(String format, float tolerance) {
        byte[] file = SyntheticFaces.encode(quarters(64, 64, BufferedImage.TYPE_INT_RGB), format);
        float[] pixels = decode(new ImageInput(4, 1), file);
        assertEquals(16, pixels.length);
        assertEquals(255, pixels[15], tolerance);
        assertTrue(pixels[3] > pixels[0] && pixels[0] > pixels[12], "green is lighter than red, red than blue");
    }

    @ParameterizedTest
    @CsvSource({"jpg,3,3", "png,0,3", "jpg,3,1", "png,0,1"})
    void decodesGreyImages(String format, float tolerance, int channels) {
        BufferedImage picture = new BufferedImage(30, 30, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 30 * 30; i++) {
            picture.getRaster().setSample(i % 30, i / 30, 0, 77);
        }
        float[] pixels = decode(new ImageInput(5, channels), SyntheticFaces.encode(picture, format));
        float[] expected = new float[5 * 5 * channels];
        Arrays.fill(expected, 77);
        assertArrayEquals(expected, pixels, tolerance);
    }

    @Test
    void decodesPngImagesWithTransparency() {
        byte[] file = SyntheticFaces.encode(quarters(16, 16, BufferedImage.TYPE_INT_ARGB), "png");
        assertArrayEquals(new float[] {255, 0, 0}, pixel(decode(new ImageInput(8, 3), file), 1, 1));
    }

    @Test
    void decodesABatchOfDifferentlySizedImagesAsItDecodesEach() {
        byte[] small = SyntheticFaces.encode(quarters(20, 20, BufferedImage.TYPE_INT_RGB), "png");
        byte[] wide = SyntheticFaces.encode(quarters(300, 100, BufferedImage.TYPE_INT_RGB), "jpg");
        ImageInput input = new ImageInput(16, 3);
        float[] together = decode(input, small, wide);
        assertArrayEquals(decode(input, small), Arrays.copyOfRange(together, 0, input.bytes()));
        assertArrayEquals(decode(input, wide), Arrays.copyOfRange(together, input.bytes(), 2 * input.bytes()));
    }

    @Test
    void givesWholeNumbersThatFitAByte() {
        BufferedImage noise = SyntheticFaces.picture(SyntheticFaces.faces(1).get(0).label(), 1);
        for (float value : decode(new ImageInput(64, 3), SyntheticFaces.encode(noise, "jpg"))) {
            assertTrue(value >= 0 && value <= 255 && value == Math.rint(value), "value " + value);
        }
    }

    @Test
    void normalizesBytesToOne() {
        float[] values = Graphs.compute(tf -> new ImagePipeline(tf, new ImageInput(1, 1))
                .normalize(tf.constant(new float[] {0, 51, 255})));
        assertArrayEquals(new float[] {0, 0.2f, 1}, values, 1e-6f);
    }

    /** What a camera stores for a scene that upright reads 123, 456, 789, turned and mirrored by hand for each orientation. */
    @ParameterizedTest
    @CsvSource({
        "1, 1 2 3 4 5 6 7 8 9",
        "2, 3 2 1 6 5 4 9 8 7",
        "3, 9 8 7 6 5 4 3 2 1",
        "4, 7 8 9 4 5 6 1 2 3",
        "5, 1 4 7 2 5 8 3 6 9",
        "6, 3 6 9 2 5 8 1 4 7",
        "7, 9 6 3 8 5 2 7 4 1",
        "8, 7 4 1 8 5 2 9 6 3"})
    void turnsPicturesUpright(int orientation, String stored) {
        float[] pixels = numbers(stored);
        // In a batch whose other pictures are held otherwise, so that each picture is seen to turn by its own number.
        float[] turned = Graphs.compute(tf -> upright(tf, pixels, orientation));
        assertArrayEquals(numbers("1 2 3 4 5 6 7 8 9"), Arrays.copyOfRange(turned, 9, 18));
        assertArrayEquals(numbers("1 2 3 4 5 6 7 8 9"), Arrays.copyOfRange(turned, 0, 9));
    }

    private static Operand<TFloat32> upright(Ops tf, float[] pixels, int orientation) {
        float[] both = Arrays.copyOf(numbers("1 2 3 4 5 6 7 8 9"), 18);
        System.arraycopy(pixels, 0, both, 9, 9);
        Operand<TFloat32> images = tf.constant(Shape.of(2, 3, 3, 1), DataBuffers.of(both));
        return new ImagePipeline(tf, new ImageInput(3, 1)).upright(images, tf.constant(new int[] {1, orientation}));
    }

    private static float[] numbers(String text) {
        String[] words = text.split(" ");
        float[] numbers = new float[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }
}
