package dev.visage.train.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each face is drawn in an epoch on average: more often where its age is rare. A face's rate is proportional
 * to the density of its age to the power of minus an exponent.
 */
public record DrawRates(double[] perFace) {

    /** Ages this many years apart count as neighbours when densities are estimated. */
    private static final double BANDWIDTH = 3;

    /** What is drawn more often than this would be learnt by heart. */
    private static final double MOST = 4;

    /** @param exponent 0 draws all faces alike, 1 all ages alike but for the very rare ones */
    public static DrawRates favouringRareAges(List<Label> labels, double exponent) {
        double[] perAge = IntStream.rangeClosed(0, AgeGroup.MAX_AGE)
                .mapToDouble(age -> Math.pow(density(labels, age), -exponent)).toArray();
        double[] rates = labels.stream().mapToDouble(label -> perAge[label.age()]).toArray();
        double mean = Arrays.stream(rates).average().orElseThrow();
        double[] limited = Arrays.stream(rates).map(rate -> Math.min(MOST, rate / mean)).toArray();
        double limitedMean = Arrays.stream(limited).average().orElseThrow();
        return new DrawRates(Arrays.stream(limited).map(rate -> rate / limitedMean).toArray());
    }

    private static double density(List<Label> labels, int age) {
        return labels.stream().mapToDouble(label -> {
            double distance = (label.age() - age) / BANDWIDTH;
            return Math.exp(-distance * distance / 2);
        }).sum();
    }
}
