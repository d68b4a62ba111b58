package dev.visage.train.evaluate;

import dev.visage.train.data.Race;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far the best and the worst gender accuracy of the race labels lie apart, 0 to 1. {@link Race#OTHER} does not count:
 * it is no one kind of people. Chance takes accuracies apart, so that the interval lies high.
 */
final class RaceGap {

    private static final Set<Race> COMPARED = Set.of(Race.WHITE, Race.BLACK, Race.ASIAN, Race.INDIAN);

    private RaceGap() {
    }

    /** Null where one of the four labels has no face. */
    static Double of(List<Outcome> outcomes) {
        Collection<Double> accuracies = outcomes.stream()
                .filter(outcome -> COMPARED.contains(outcome.label().race()))
                .collect(Collectors.groupingBy(outcome -> outcome.label().race(),
                        Collectors.averagingInt(outcome -> outcome.isGenderRight() ? 1 : 0))).values();
        if (accuracies.size() < COMPARED.size()) {
            return null;
        }
        DoubleSummaryStatistics statistics = accuracies.stream().mapToDouble(accuracy -> accuracy).summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }
}
