package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawRatesTest {

    /** Ninety faces of 30 years, nine of 60 and one of 100. */
    private static final List<Label> LABELS = IntStream.range(0, 100)
            .mapToObj(i -> new Label(i < 90 ? 30 : i < 99 ? 60 : 100, Gender.MALE, Race.WHITE)).toList();

    private static double[] rates(double exponent) {
        return DrawRates.favouringRareAges(LABELS, exponent).perFace();
    }

    @Test
    void areAlikeWithoutAnExponent() {
        assertArrayEquals(IntStream.range(0, 100).mapToDouble(i -> 1).toArray(), rates(0), 1e-12);
    }

    @Test
    void areHigherWhereAgesAreRarerAndOneOnAverage() {
        double[] rates = rates(0.5);
        assertEquals(1, Arrays.stream(rates).average().orElseThrow(), 1e-9);
        assertEquals(Math.sqrt(10), rates[95] / rates[0], 0.05, "a tenth as many faces, to the power of a half");
        assertTrue(rates[99] > rates[95]);
    }

    @Test
    void areLimitedSoThatNoFaceIsLearntByHeart() {
        double[] rates = rates(1);
        assertTrue(Arrays.stream(rates).max().orElseThrow() < 6, Arrays.toString(rates));
    }
}
