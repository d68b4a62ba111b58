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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {

    private static final ImageInput SOURCE = new ImageInput(36, 3);
    private static final ImageInput TARGET = new ImageInput(24, 3);
    private static final Augmentation AUGMENTATION = new Augmentation(EnumSet.allOf(Change.class), SOURCE, TARGET);

    private static byte[] apply(byte[] from, long seed) {
        return apply(AUGMENTATION, from, seed);
    }

    private static byte[] apply(Augmentation augmentation, byte[] from, long seed) {
        byte[] to = new byte[TARGET.bytes()];
        augmentation.apply(from, to, 0, seed);
        return to;
    }

    /** The mean difference of the pixels over some seeds between one change alone and none. */
    private static double effect(Change change, byte[] picture) {
        Augmentation none = new Augmentation(Set.of(), SOURCE, TARGET);
        Augmentation one = new Augmentation(Set.of(change), SOURCE, TARGET);
        double sum = 0;
        for (int seed = 0; seed < 50; seed++) {
            byte[] before = apply(none, picture, seed);
            byte[] after = apply(one, picture, seed);
            for (int i = 0; i < before.length; i++) {
                sum += Math.abs((before[i] & 0xff) - (after[i] & 0xff)) / (50.0 * before.length);
            }
        }
        return sum;
    }

    /** Reddish, with a structure that no mirror leaves as it is. */
    private static byte[] colourful() {
        byte[] picture = SmallRun.decode(SyntheticFaces.faces(1), SOURCE)[0];
        for (int i = 0; i < picture.length; i += 3) {
            picture[i + 1] = (byte) ((picture[i + 1] & 0xff) / 2);
            picture[i + 2] = (byte) ((picture[i + 2] & 0xff) / 3);
        }
        return picture;
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

    @ParameterizedTest
    @EnumSource(Change.class)
    void changesAPictureInEachWayAndInNoneThatIsSwitchedOff(Change change) {
        double effect = effect(change, colourful());
        assertTrue(effect > 0.5 && effect < 80, "by " + effect);
    }

    @Test
    void makesSomePicturesGreyAndKeepsTheirBrightness() {
        Augmentation colour = new Augmentation(Set.of(Change.COLOUR), SOURCE, TARGET);
        byte[] picture = new byte[SOURCE.bytes()];
        for (int i = 0; i < picture.length; i += 3) {
            picture[i] = (byte) 200;
            picture[i + 1] = 100;
            picture[i + 2] = 50;
        }
        int grey = 0;
        for (int seed = 0; seed < 1000; seed++) {
            byte[] changed = apply(colour, picture, seed);
            double luma = 0.299 * (changed[0] & 0xff) + 0.587 * (changed[1] & 0xff) + 0.114 * (changed[2] & 0xff);
            assertEquals(0.299 * 200 + 0.587 * 100 + 0.114 * 50, luma, 12, "but for what is clipped");
            grey += changed[0] == changed[1] && changed[1] == changed[2] ? 1 : 0;
        }
        assertEquals(100, grey, 35);
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
        byte[] picture =
                SmallRun.decode(List.of(SyntheticFaces.face(new Label(60, Gender.FEMALE, Race.WHITE), 1)), SOURCE)[0];
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
        assertThrows(IllegalArgumentException.class,
                () -> new Augmentation(Set.of(), new ImageInput(36, 3), new ImageInput(24, 1)));
    }
}
