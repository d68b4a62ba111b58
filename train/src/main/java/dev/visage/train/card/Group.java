package dev.visage.train.card;

import dev.visage.train.evaluate.Figures;
import dev.visage.train.evaluate.Intervals;
import dev.visage.train.evaluate.Measurement;

/**
 * A kind of people and how a model does on them, as a card writes it.
 *
 * @param kind by what the people were told apart, such as {@code age group}
 * @param name such as {@code 20-29}
 */
record Group(String kind, String name, Measurement measurement) {

    /** Fewer faces tell next to nothing, so that such a group is never named the worst. */
    static final int ENOUGH = 50;

    boolean isLarge() {
        return figures().images() >= ENOUGH;
    }

    private Figures figures() {
        return measurement.figures();
    }

    private Intervals intervals() {
        return measurement.intervals();
    }

    double accuracy() {
        return figures().genderAccuracy();
    }

    double error() {
        return figures().ageMae();
    }

    double coverage() {
        return figures().ageIntervalCoverage();
    }

    String faces() {
        return Numbers.count(figures().images()) + (isLarge() ? "" : " (few)");
    }

    String genderAccuracy() {
        return Numbers.share(figures().genderAccuracy(), intervals().genderAccuracy());
    }

    String genderAuc() {
        return Numbers.share(figures().genderAuc(), intervals().genderAuc());
    }

    String genderF1() {
        return Numbers.share(figures().genderF1(), intervals().genderF1());
    }

    String genderCalibrationError() {
        return Numbers.share(figures().genderCalibrationError(), intervals().genderCalibrationError());
    }

    String ageMae() {
        return Numbers.years(figures().ageMae(), intervals().ageMae());
    }

    String ageBias() {
        return Numbers.signedYears(figures().ageBias(), intervals().ageBias());
    }

    /** The mean error as a person would say it: {@code 7.31 years too young}. */
    String ageBiasInWords() {
        return Numbers.years(Math.abs(figures().ageBias())) + " years too " + (figures().ageBias() < 0 ? "young" : "old");
    }

    String ageWithinFiveYears() {
        return Numbers.share(figures().ageWithinFiveYears(), intervals().ageWithinFiveYears());
    }

    String ageGroupExact() {
        return Numbers.share(figures().ageGroupExact(), intervals().ageGroupExact());
    }

    String ageGroupWithinOne() {
        return Numbers.share(figures().ageGroupWithinOne(), intervals().ageGroupWithinOne());
    }

    String ageIntervalCoverage() {
        return Numbers.share(figures().ageIntervalCoverage(), intervals().ageIntervalCoverage());
    }
}
