package dev.visage.train.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What probabilities promise beside what happens, in equal bins from 0 to 1
 * (<a href="https://arxiv.org/abs/1706.04599">Guo et al., 2017</a>).
 *
 * @param bins in order; those without a case are absent
 */
record Reliability(List<Bin> bins) {

    private static final int BINS = 15;

    /**
     * @param cases       how many probabilities lie in the bin
     * @param probability their mean
     * @param share       of the cases in which it happened
     */
    record Bin(int cases, double probability, double share) {
    }

    /** Of the likelier gender: how sure an answer is, beside how often it is right. */
    static Reliability ofAnswers(List<Outcome> outcomes) {
        return of(outcomes, outcome -> Math.max(outcome.prediction().female(), 1 - outcome.prediction().female()),
                Outcome::isGenderRight);
    }

    /** Of the probability of being female. */
    static Reliability ofFemale(List<Outcome> outcomes) {
        return of(outcomes, outcome -> outcome.prediction().female(), Outcome::isFemale);
    }

    private static Reliability of(List<Outcome> outcomes, ToDoubleFunction<Outcome> probability,
            Predicate<Outcome> happened) {
        int[] cases = new int[BINS];
        int[] hits = new int[BINS];
        double[] sums = new double[BINS];
        for (Outcome outcome : outcomes) {
            double value = probability.applyAsDouble(outcome);
            int bin = Math.min(BINS - 1, (int) (value * BINS));
            cases[bin]++;
            sums[bin] += value;
            hits[bin] += happened.test(outcome) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (cases[bin] > 0) {
                bins.add(new Bin(cases[bin], sums[bin] / cases[bin], hits[bin] / (double) cases[bin]));
            }
        }
        return new Reliability(List.copyOf(bins));
    }

    /** How far probability and share lie apart, expected over all cases: 0 to 1. */
    double expectedError() {
        double cases = bins.stream().mapToInt(Bin::cases).sum();
        return bins.stream().mapToDouble(bin -> bin.cases() / cases * Math.abs(bin.probability() - bin.share())).sum();
    }
}
