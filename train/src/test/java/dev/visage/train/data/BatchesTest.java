package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.network.ImageInput;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BatchesTest {

    private static final ImageInput INPUT = new ImageInput(8, 1);
    private static final int FACES = 23;
    private static final Augmentation AUGMENTATION = new Augmentation(EnumSet.allOf(Change.class), INPUT, INPUT);
    private static final DrawRates ALIKE = new DrawRates(IntStream.range(0, FACES).mapToDouble(i -> 1).toArray());

    /** Each face has an age of its own, so that a label tells which face it is. */
    private static Batches batches(int batchSize, long seed) {
        return batches(batchSize, seed, ALIKE, 0);
    }

    private static Batches batches(int batchSize, long seed, DrawRates rates, double mixing) {
        byte[][] images = new byte[FACES][INPUT.bytes()];
        IntStream.range(0, FACES).forEach(i -> Arrays.fill(images[i], (byte) (10 * i)));
        List<Label> labels = IntStream.range(0, FACES).mapToObj(i -> new Label(i, Gender.MALE, Race.WHITE)).toList();
        return new Batches(images, labels, epoch -> AUGMENTATION, rates, mixing, batchSize, seed);
    }

    private static List<Integer> order(Batches.Epoch epoch, int batches) {
        return IntStream.range(0, batches).boxed()
                .flatMap(i -> Arrays.stream(epoch.batch(i).labels())).map(Label::age).toList();
    }

    @Test
    void showEachFaceAtMostOnceAnEpoch() {
        Batches batches = batches(5, 1);
        assertEquals(4, batches.perEpoch());
        List<Integer> seen = order(batches.epoch(0), 4);
        assertEquals(20, seen.size());
        assertEquals(20, new HashSet<>(seen).size());
    }

    @Test
    void showEachFaceInOneEpochOrAnother() {
        Batches batches = batches(5, 1);
        HashSet<Integer> seen = new HashSet<>();
        IntStream.range(0, 10).forEach(epoch -> seen.addAll(order(batches.epoch(epoch), 4)));
        assertEquals(FACES, seen.size());
    }

    @Test
    void haveAnotherOrderEachEpochAndForEachSeed() {
        Batches batches = batches(5, 1);
        assertNotEquals(order(batches.epoch(0), 4), order(batches.epoch(1), 4));
        assertNotEquals(order(batches.epoch(0), 4), order(batches(5, 2).epoch(0), 4));
    }

    @Test
    void areTheSameForTheSameSeedEpochAndPlace() {
        Batch first = batches(5, 1).epoch(3).batch(2);
        Batches.Epoch again = batches(5, 1).epoch(3);
        again.batch(0);
        assertArrayEquals(first.images(), again.batch(2).images());
        assertArrayEquals(first.labels(), again.batch(2).labels());
    }

    @Test
    void showFacesAsOftenAsTheirRatesSay() {
        double[] rates = IntStream.range(0, FACES).mapToDouble(i -> i == 0 ? 3.5 : 19.5 / 22).toArray();
        Batches batches = batches(1, 1, new DrawRates(rates), 0);
        int[] seen = new int[FACES];
        IntStream.range(0, 200).forEach(epoch -> order(batches.epoch(epoch), FACES).forEach(face -> seen[face]++));
        assertEquals(200 * FACES, Arrays.stream(seen).sum());
        assertEquals(3.5, seen[0] / 200.0, 0.2);
        assertEquals(19.5 / 22, seen[1] / 200.0, 0.1);
    }

    @Test
    void areMixedByASharePerBatchThatDependsOnTheSeed() {
        assertEquals(1, batches(5, 1).epoch(0).batch(0).mixing(), "not mixed");
        double[] mixings = IntStream.range(0, 2000)
                .mapToDouble(epoch -> batches(23, 1, ALIKE, 0.4).epoch(epoch).batch(0).mixing()).toArray();
        assertTrue(Arrays.stream(mixings).allMatch(mixing -> mixing >= 0 && mixing <= 1));
        assertEquals(0.5, Arrays.stream(mixings).average().orElseThrow(), 0.03);
        double variance = Arrays.stream(mixings).map(mixing -> Math.pow(mixing - 0.5, 2)).average().orElseThrow();
        assertEquals(1 / (4 * (2 * 0.4 + 1)), variance, 0.01, "that of Beta(0.4, 0.4)");
        assertEquals(mixings[7], batches(23, 1, ALIKE, 0.4).epoch(7).batch(0).mixing());
    }

    @Test
    @Timeout(10)
    void areMixedSoonByTheHighestParameterThatSettingsTake() {
        double[] mixings = IntStream.range(0, 1000)
                .mapToDouble(epoch -> batches(23, 1, ALIKE, 5).epoch(epoch).batch(0).mixing()).toArray();
        double variance = Arrays.stream(mixings).map(mixing -> Math.pow(mixing - 0.5, 2)).average().orElseThrow();
        assertEquals(1 / (4 * (2 * 5 + 1.0)), variance, 0.005, "that of Beta(5, 5)");
    }

    @Test
    void refuseFewerImagesThanABatch() {
        assertTrue(assertThrows(DataException.class, () -> batches(24, 1)).getMessage().contains("--batch"));
        assertThrows(IllegalArgumentException.class, () -> batches(0, 1));
    }
}
