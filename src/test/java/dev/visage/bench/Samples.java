package dev.visage.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Measured values of one kind. */
final class Samples {

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    static Samples of(double[] values) {
        return of(Arrays.stream(values));
    }

    static Samples of(DoubleStream values) {
        return new Samples(values.sorted().toArray());
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    double median() {
        return quantile(0.5);
    }

    /** The value that a share of all does not exceed. */
    double quantile(double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
