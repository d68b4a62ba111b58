package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static Interval ofMean(List<Double> sample) {
        return Interval.of(Bootstrap.resample(sample, BootstrapTest::mean));
    }

    private static double mean(List<Double> sample) {
        return sample.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    private static List<Double> normal(int size, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(random::nextGaussian).limit(size).boxed().toList();
    }

    @Test
    void resamplesAreAsLargeAsTheSampleAndDrawnWithReplacement() {
        List<Integer> sample = IntStream.range(0, 100).boxed().toList();
        List<List<Integer>> resamples = Bootstrap.resample(sample, List::copyOf);
        assertEquals(1000, resamples.size());
        assertTrue(resamples.stream().allMatch(resample -> resample.size() == 100 && sample.containsAll(resample)));
        double distinct = resamples.stream().mapToInt(resample -> new HashSet<>(resample).size()).average().orElseThrow();
        assertEquals(100 * (1 - Math.pow(0.99, 100)), distinct, 0.5);
    }

    @Test
    void intervalsAreThoseOfTheTextbookWhereThereIsOne() {
        List<Double> sample = normal(400, 1);
        double mean = mean(sample);
        double deviation = Math.sqrt(mean(sample.stream().map(value -> (value - mean) * (value - mean)).toList()));
        Interval interval = ofMean(sample);
        assertEquals(mean - 1.96 * deviation / 20, interval.low(), 0.01);
        assertEquals(mean + 1.96 * deviation / 20, interval.high(), 0.01);
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        long holding = IntStream.range(0, 300).mapToObj(seed -> ofMean(normal(50, seed)))
                .filter(interval -> interval.low() <= 0 && 0 <= interval.high()).count();
        assertEquals(0.95, holding / 300.0, 0.04);
    }

    @Test
    void intervalsNarrowAsTheRootOfTheSample() {
        Interval few = ofMean(normal(100, 3));
        Interval many = ofMean(normal(1600, 3));
        assertEquals(4, (few.high() - few.low()) / (many.high() - many.low()), 0.8);
    }

    @Test
    void theSameSampleGivesTheSameInterval() {
        assertEquals(ofMean(normal(60, 5)), ofMean(normal(60, 5)));
    }

    @Test
    void leavesOutResamplesThatDoNotTellTheFigure() {
        List<Double> resampled = Arrays.asList(3.0, null, 1.0, 2.0, null);
        assertEquals(new Interval(1, 3), Interval.of(resampled));
        assertNull(Interval.of(Collections.nCopies(5, null)));
    }
}
