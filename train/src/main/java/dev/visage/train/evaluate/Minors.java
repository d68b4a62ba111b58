package dev.visage.train.evaluate;

import java.util.List;

/** What an age check by the estimate would do: the reason to refuse it. */
final class Minors {

    private static final int ADULT = 18;

    private Minors() {
    }

    /** The share of people below 18 whose estimate is 18 or more; null where no face is of one. */
    static Double takenForAdults(List<Outcome> outcomes) {
        List<Outcome> minors = outcomes.stream().filter(outcome -> outcome.label().age() < ADULT).toList();
        return minors.isEmpty() ? null
                : minors.stream().filter(outcome -> outcome.prediction().age() >= ADULT).count() / (double) minors.size();
    }
}
