package dev.visage.train.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The intervals of the {@link Figures} of the same names. That of the calibration error lies high: chance takes
 * probabilities and shares apart and never brings them together, and a resample has the chance of two samples.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intervals(Interval genderAccuracy, Interval genderAuc, Interval genderF1, Interval genderCalibrationError,
        Interval ageMae, Interval ageBias, Interval ageWithinFiveYears, Interval ageGroupExact,
        Interval ageGroupWithinOne, Interval ageIntervalCoverage) {

    static Intervals of(List<Outcome> outcomes) {
        // In the order of the ROC curve, so that no resample has to be sorted anew.
        List<Outcome> ordered = outcomes.stream()
                .sorted(Comparator.comparingDouble((Outcome outcome) -> outcome.prediction().female()).reversed()).toList();
        List<Figures> resampled = Bootstrap.resample(ordered, Figures::of);
        return new Intervals(
                interval(resampled, Figures::genderAccuracy),
                interval(resampled, Figures::genderAuc),
                interval(resampled, Figures::genderF1),
                interval(resampled, Figures::genderCalibrationError),
                interval(resampled, Figures::ageMae),
                interval(resampled, Figures::ageBias),
                interval(resampled, Figures::ageWithinFiveYears),
                interval(resampled, Figures::ageGroupExact),
                interval(resampled, Figures::ageGroupWithinOne),
                interval(resampled, Figures::ageIntervalCoverage));
    }

    private static Interval interval(List<Figures> resampled, Function<Figures, Double> figure) {
        return Interval.of(resampled.stream().map(figure).toList());
    }
}
