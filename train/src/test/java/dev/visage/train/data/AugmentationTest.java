package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.network.ImageInput;
import dev.visage.train.support.SmallRun;
import dev.visage.train.support.SyntheticFaces;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final ImageInput SOURCE = new ImageInput(36, 3);
    private static final ImageInput TARGET = new ImageInput(24, 3);
    private static final Augmentation AUGMENTATION = new Augmentation(SOURCE, TARGET);

    private static byte[] apply(byte[] from, long seed) {
        byte[] to = new byte[TARGET.bytes()];
        AUGMENTATION.apply(from, to, 0, seed);
        return to;
    }

    private static byte[] flat(int grey) {
        byte[] picture = new byte[SOURCE.bytes()];
        Arrays.fill(picture, (byte) grey);
        return picture;
    }

    private static double mean(byte[] pixels) {
        double sum = 0;
        for (byte pixel : pixels) {
            sum += pixel & 0xff;
        }
        return sum / pixels.length;
    }

    @Test
    void changesAPictureInTheSameWayForTheSameSeedAlone() {
        byte[] picture = SmallRun.decode(SyntheticFaces.faces(1), SOURCE)[0];
        assertArrayEquals(apply(picture, 5), apply(picture, 5));
        assertFalse(Arrays.equals(apply(picture, 5), apply(picture, 6)));
    }

    @Test
    void writesNothingBeforeOrBehindItsPlace() {
        byte[] to = new byte[3 * TARGET.bytes()];
        for (int seed = 0; seed < 50; seed++) {
            AUGMENTATION.apply(flat(200), to, TARGET.bytes(), seed);
        }
        assertEquals(0, mean(Arrays.copyOfRange(to, 0, TARGET.bytes())));
        assertTrue(mean(Arrays.copyOfRange(to, TARGET.bytes(), 2 * TARGET.bytes())) > 0);
        assertEquals(0, mean(Arrays.copyOfRange(to, 2 * TARGET.bytes(), to.length)));
    }

    @Test
    void leavesAPictureOnAverageAsItIs() {
        byte[] picture = SmallRun.decode(List.of(SyntheticFaces.face(new Label(60, Gender.FEMALE, Race.WHITE), 1)), SOURCE)[0];
        double[] mean = new double[TARGET.bytes()];
        int rounds = 2000;
        for (int seed = 0; seed < rounds; seed++) {
            byte[] changed = apply(picture, seed);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (changed[i] & 0xff) / (double) rounds;
            }
        }
        byte[] small = SmallRun.decode(
                List.of(SyntheticFaces.face(new Label(60, Gender.FEMALE, Race.WHITE), 1)), TARGET)[0];
        int centre = (12 * 24 + 12) * 3;
        // The erased rectangles and the clipping of white take some of the brightness.
        assertEquals(small[centre] & 0xff, mean[centre], 25);
        assertEquals(mean(small), Arrays.stream(mean).average().orElseThrow(), 12);
        double left = mean[(12 * 24 + 2) * 3];
        double right = mean[(12 * 24 + 21) * 3];
        assertEquals(left, right, 8, "one picture in two is flipped");
    }

    @Test
    void sometimesGreysOutARectangle() {
        int erased = 0;
        for (int seed = 0; seed < 1000; seed++) {
            byte[] changed = apply(flat(255), seed);
            boolean grey = false;
            for (byte pixel : changed) {
                grey |= (pixel & 0xff) == 128 && (changed[0] & 0xff) != 128;
            }
            erased += grey ? 1 : 0;
        }
        assertEquals(250, erased, 50);
    }

    @Test
    void refusesToChangeTheChannels() {
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(new ImageInput(36, 3), new ImageInput(24, 1)));
    }
}
