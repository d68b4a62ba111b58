package dev.visage.train.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How well a model does on faces. Shares are from 0 to 1.
 *
 * @param images                 how many faces the figures are of
 * @param genderAccuracy         share of right genders
 * @param genderAuc              area under the ROC curve; absent where the faces are of one gender
 * @param genderF1               of "female"; absent where neither the faces nor the model know one
 * @param genderCalibrationError how far the probability lies from the share of right answers, expected over 15 equal
 *                               bins (<a href="https://arxiv.org/abs/1706.04599">Guo et al., 2017</a>)
 * @param ageMae                 mean absolute error in years
 * @param ageBias                mean error in years; positive where the model guesses too old
 * @param ageWithinFiveYears     share of estimates at most five years off, CS@5
 * @param ageGroupExact          share of right groups among the nine
 * @param ageGroupWithinOne      share of groups that are right or next to it
 * @param ageIntervalCoverage    share of intervals that hold the true age
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(int images, double genderAccuracy, Double genderAuc, Double genderF1,
        double genderCalibrationError, double ageMae, double ageBias, double ageWithinFiveYears, double ageGroupExact,
        double ageGroupWithinOne, double ageIntervalCoverage) {

    /** @throws IllegalArgumentException if there is no outcome */
    public static Figures of(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("there are no figures of no faces");
        }
        return new Figures(outcomes.size(),
                share(outcomes, Outcome::isGenderRight),
                nullIfNaN(genderRoc(outcomes).auc()),
                nullIfNaN(f1(outcomes)),
                Reliability.ofAnswers(outcomes).expectedError(),
                mean(outcomes, Outcome::ageError),
                mean(outcomes, outcome -> outcome.prediction().age() - outcome.label().age()),
                share(outcomes, outcome -> outcome.ageError() <= 5),
                share(outcomes, outcome -> outcome.ageGroupDistance() == 0),
                share(outcomes, outcome -> outcome.ageGroupDistance() <= 1),
                share(outcomes, Outcome::isAgeInInterval));
    }

    /** Whether both are of one model on the same faces, but for the rounding of different processors. */
    public boolean agreesWith(Figures other) {
        return images == other.images && Math.abs(genderAccuracy - other.genderAccuracy) < 0.005
                && Math.abs(ageMae - other.ageMae) < 0.05;
    }

    static RocCurve genderRoc(List<Outcome> outcomes) {
        double[] scores = outcomes.stream().mapToDouble(outcome -> outcome.prediction().female()).toArray();
        boolean[] female = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            female[i] = outcomes.get(i).isFemale();
        }
        return RocCurve.of(scores, female);
    }

    /** NaN where no face is female and none is taken for it. */
    private static double f1(List<Outcome> outcomes) {
        long found = outcomes.stream().filter(outcome -> outcome.isFemale() && outcome.isGenderRight()).count();
        long wrong = outcomes.stream().filter(outcome -> !outcome.isGenderRight()).count();
        return 2.0 * found / (2.0 * found + wrong);
    }

    private static double share(List<Outcome> outcomes, Predicate<Outcome> condition) {
        return mean(outcomes, outcome -> condition.test(outcome) ? 1 : 0);
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).average().orElseThrow();
    }

    private static Double nullIfNaN(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
