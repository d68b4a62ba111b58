package dev.visage.train.evaluate;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How well a model does, over all and for each kind of people.
 *
 * @param byAgeGroup,byGender,byRace figures of the faces with each label; labels that no face has are absent
 */
public record Evaluation(Figures overall, Map<String, Figures> byAgeGroup, Map<String, Figures> byGender,
        Map<String, Figures> byRace, ConfusionMatrix genderConfusion, ConfusionMatrix ageGroupConfusion) {

    public static Evaluation of(List<Outcome> outcomes) {
        return new Evaluation(Figures.of(outcomes),
                by(outcomes, Label::ageGroup, AgeGroup::label),
                by(outcomes, Label::gender, Evaluation::lowerCase),
                by(outcomes, Label::race, Evaluation::lowerCase),
                ConfusionMatrix.of(outcomes, Arrays.stream(Gender.values()).map(Evaluation::lowerCase).toList(),
                        outcome -> outcome.label().gender().ordinal(),
                        outcome -> outcome.prediction().gender().ordinal()),
                ConfusionMatrix.of(outcomes, Arrays.stream(AgeGroup.values()).map(AgeGroup::label).toList(),
                        outcome -> outcome.label().ageGroup().ordinal(),
                        outcome -> outcome.prediction().ageGroup().ordinal()));
    }

    private static <K extends Enum<K>> Map<String, Figures> by(List<Outcome> outcomes, Function<Label, K> key,
            Function<K, String> name) {
        Map<K, List<Outcome>> groups = outcomes.stream().collect(Collectors.groupingBy(
                outcome -> key.apply(outcome.label()), TreeMap::new, Collectors.toList()));
        Map<String, Figures> figures = new LinkedHashMap<>();
        groups.forEach((group, members) -> figures.put(name.apply(group), Figures.of(members)));
        return figures;
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
