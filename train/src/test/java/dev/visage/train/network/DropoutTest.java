package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.visage.train.support.Graphs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static final float RATE = 0.3f;

    /** What becomes of ten thousand ones. */
    private static float[] drop(long step, long seed, int layer) {
        return Graphs.compute(tf -> Dropout.seeded(tf, tf.constant(step), seed)
                .apply(tf.fill(tf.constant(new int[] {100, 100}), tf.constant(1f)), RATE, layer));
    }

    private static long zeros(float[] values) {
        long zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }

    @Test
    void dropsItsRateAndKeepsTheExpectation() {
        float[] values = drop(3, 1, 2);
        long dropped = zeros(values);
        assertEquals(RATE * values.length, dropped, 200);
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        assertEquals((values.length - dropped) / (1 - RATE), sum, 1, "what is kept grows by 1 / 0.7");
    }

    @Test
    void dropsTheSameInTheSameStep() {
        assertArrayEquals(drop(3, 1, 2), drop(3, 1, 2));
    }

    @Test
    void dropsSomethingElseInEachStepAndLayerAndForEachSeed() {
        float[] values = drop(3, 1, 2);
        assertFalse(Arrays.equals(values, drop(4, 1, 2)));
        assertFalse(Arrays.equals(values, drop(3, 2, 2)));
        assertFalse(Arrays.equals(values, drop(3, 1, 3)));
    }

    @Test
    void dropsNothingOutsideFitting() {
        float[] values = Graphs.compute(tf -> Dropout.NONE.apply(tf.constant(new float[] {1, 2, 3}), 0.9f, 0));
        assertArrayEquals(new float[] {1, 2, 3}, values);
    }
}
