package dev.visage.train.evaluate;

import java.util.List;
import java.util.Objects;

/** What a figure may well be on other faces of the same kind: 95 of 100 such intervals hold the figure of all people. */
public record Interval(double low, double high) {

    private static final double COVERAGE = 0.95;

    /** From the 2.5th to the 97.5th percentile of a figure on resamples; null where no resample has it. */
    static Interval of(List<Double> resampled) {
        double[] sorted = resampled.stream().filter(Objects::nonNull).mapToDouble(value -> value).sorted().toArray();
        if (sorted.length == 0) {
            return null;
        }
        int outside = (int) Math.floor(sorted.length * (1 - COVERAGE) / 2);
        return new Interval(sorted[outside], sorted[sorted.length - 1 - outside]);
    }
}
