package dev.visage.train.export;

import java.util.Arrays;
import java.util.List;

/** Calibrates the ages of a network that tells a distribution over the years. */
final class DistributionCalibrator {

    /** Halvings of the interval's probability; far finer than any number of faces can tell. */
    private static final int HALVINGS = 30;

    private final List<float[]> logits;
    private final int[] ages;

    /**
     * @param logits of each year, for each face
     * @param ages   the true ones
     */
    DistributionCalibrator(List<float[]> logits, int[] ages) {
        this.logits = logits;
        this.ages = ages;
    }

    AgeCalibration.Temperature fit() {
        double temperature = new GridSearch(0.2, 5, 0, 0).minimize((candidate, unused) -> logLoss(candidate))[0];
        double tooSmall = 0;
        double largeEnough = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double probability = (tooSmall + largeEnough) / 2;
            if (coverage(interval(temperature, probability)) < Calibrator.INTERVAL_COVERAGE) {
                tooSmall = probability;
            } else {
                largeEnough = probability;
            }
        }
        return interval(temperature, largeEnough);
    }

    /** The share of true ages in their intervals. */
    double coverage(AgeCalibration.Temperature calibration) {
        int held = 0;
        for (int i = 0; i < ages.length; i++) {
            double[] probabilities = softmax(logits.get(i), calibration.temperature());
            held += quantile(probabilities, calibration.quantileLow()) <= ages[i]
                    && ages[i] <= quantile(probabilities, calibration.quantileHigh()) ? 1 : 0;
        }
        return held / (double) ages.length;
    }

    /** The middle part of the distribution that has a probability. */
    private static AgeCalibration.Temperature interval(double temperature, double probability) {
        return new AgeCalibration.Temperature(temperature, (1 - probability) / 2, (1 + probability) / 2);
    }

    /** In nats. */
    private double logLoss(double temperature) {
        double sum = 0;
        for (int i = 0; i < ages.length; i++) {
            sum -= Math.log(Math.max(Double.MIN_NORMAL, softmax(logits.get(i), temperature)[ages[i]]));
        }
        return sum;
    }

    private static double[] softmax(float[] logits, double temperature) {
        double[] values = new double[logits.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp((logits[i] - highest) / temperature);
            sum += values[i];
        }
        double whole = sum;
        Arrays.setAll(values, i -> values[i] / whole);
        return values;
    }

    /** As {@link AgeAnswers} has it: a year's probability lies evenly from half a year before it to half a year after. */
    private static double quantile(double[] probabilities, double share) {
        double below = 0;
        double quantile = -0.5;
        for (double probability : probabilities) {
            quantile += Math.max(0, Math.min(1, (share - below) / Math.max(AgeAnswers.LEAST_PROBABILITY, probability)));
            below += probability;
        }
        return quantile;
    }
}
