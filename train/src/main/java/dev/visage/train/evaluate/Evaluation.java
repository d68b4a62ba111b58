package dev.visage.train.evaluate;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How well a model does, over all and for each kind of people.
 *
 * @param byAgeGroup,byGender,byRace figures of the faces with each label; labels that no face has are absent
 * @param byRaceAndGender            the same for each pair, such as {@code asian female}
 * @param genderGapOfRaces           between the best and the worst gender accuracy of White, Black, Asian and Indian
 * @param minorsTakenForAdults       the share of people below 18 whose estimated age is 18 or more
 */
public record Evaluation(Measurement overall, Map<String, Measurement> byAgeGroup, Map<String, Measurement> byGender,
        Map<String, Measurement> byRace, Map<String, Measurement> byRaceAndGender, Estimate genderGapOfRaces,
        Estimate minorsTakenForAdults, ConfusionMatrix genderConfusion, ConfusionMatrix ageGroupConfusion) {

    /** @throws IllegalArgumentException if there is no outcome */
    public static Evaluation of(List<Outcome> outcomes) {
        return new Evaluation(Measurement.of(outcomes),
                by(outcomes, Comparator.comparing(Label::ageGroup), label -> label.ageGroup().label()),
                by(outcomes, Comparator.comparing(Label::gender), label -> lowerCase(label.gender())),
                by(outcomes, Comparator.comparing(Label::race), label -> lowerCase(label.race())),
                by(outcomes, Comparator.comparing(Label::race).thenComparing(Label::gender),
                        label -> lowerCase(label.race()) + " " + lowerCase(label.gender())),
                Estimate.of(outcomes, RaceGap::of),
                Estimate.of(outcomes, Minors::takenForAdults),
                ConfusionMatrix.of(outcomes, Arrays.stream(Gender.values()).map(Evaluation::lowerCase).toList(),
                        outcome -> outcome.label().gender().ordinal(),
                        outcome -> outcome.prediction().gender().ordinal()),
                ConfusionMatrix.of(outcomes, Arrays.stream(AgeGroup.values()).map(AgeGroup::label).toList(),
                        outcome -> outcome.label().ageGroup().ordinal(),
                        outcome -> outcome.prediction().ageGroup().ordinal()));
    }

    private static Map<String, Measurement> by(List<Outcome> outcomes, Comparator<Label> order,
            Function<Label, String> name) {
        Map<String, List<Outcome>> groups = outcomes.stream()
                .sorted(Comparator.comparing(Outcome::label, order))
                .collect(Collectors.groupingBy(outcome -> name.apply(outcome.label()), LinkedHashMap::new,
                        Collectors.toList()));
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        groups.forEach((group, members) -> measurements.put(group, Measurement.of(members)));
        return measurements;
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
