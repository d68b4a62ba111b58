package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.Graphs;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class InitializerTest {

    private static float[] draw(Initializer initializer, Shape shape, long seed) {
        return Graphs.compute(tf -> initializer.values(tf, shape, seed));
    }

    @Test
    void drawsSymmetricallyWithinGlorotsLimit() {
        // A convolution's fans are its channels times the pixels of its window; a dense layer's are its units.
        assertIsUniform(draw(Initializer.GLOROT_UNIFORM, Shape.of(3, 3, 32, 64), 1), Math.sqrt(6.0 / (9 * (32 + 64))));
        assertIsUniform(draw(Initializer.GLOROT_UNIFORM, Shape.of(400, 128), 1), Math.sqrt(6.0 / (400 + 128)));
    }

    private static void assertIsUniform(float[] values, double limit) {
        double[] doubles = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        assertEquals(-limit, Arrays.stream(doubles).min().orElseThrow(), 0.01 * limit);
        assertEquals(limit, Arrays.stream(doubles).max().orElseThrow(), 0.01 * limit);
        assertTrue(Arrays.stream(doubles).allMatch(value -> Math.abs(value) <= limit * 1.000001));
        assertEquals(0, Arrays.stream(doubles).average().orElseThrow(), 0.02 * limit);
        assertEquals(limit * limit / 3, Arrays.stream(doubles).map(value -> value * value).average().orElseThrow(),
                0.03 * limit * limit);
    }

    @Test
    void drawsNormallyWithHesVariance() {
        float[] values = draw(Initializer.HE_NORMAL, Shape.of(3, 3, 32, 64), 1);
        double[] squares = IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).toArray();
        assertEquals(2.0 / (9 * 32), Arrays.stream(squares).average().orElseThrow(), 0.03 * 2 / (9 * 32));
    }

    @Test
    void drawsTheSameForTheSameSeedAlone() {
        Shape shape = Shape.of(10, 10);
        assertArrayEquals(draw(Initializer.GLOROT_UNIFORM, shape, 1), draw(Initializer.GLOROT_UNIFORM, shape, 1));
        assertFalse(Arrays.equals(
                draw(Initializer.GLOROT_UNIFORM, shape, 1), draw(Initializer.GLOROT_UNIFORM, shape, 2)));
    }

    @Test
    void startsBiasesFromZeroAndScalesFromOne() {
        assertArrayEquals(new float[5], draw(Initializer.ZEROS, Shape.of(5), 1));
        assertArrayEquals(new float[] {1, 1}, draw(Initializer.ONES, Shape.of(2), 1));
    }
}
