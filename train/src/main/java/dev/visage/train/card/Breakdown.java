package dev.visage.train.card;

import dev.visage.train.evaluate.Measurement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All groups of one kind, as a card lists them.
 *
 * @param kind by what people were told apart, such as {@code age group}
 */
record Breakdown(String kind, List<Group> groups) {

    /** The group whose gender is wrong most often comes first. */
    static final Comparator<Group> BY_GENDER = Comparator.comparingDouble(Group::accuracy);

    /** The group whose age is farthest off comes first. */
    static final Comparator<Group> BY_AGE = Comparator.comparingDouble(Group::error).reversed();

    /** The group whose intervals hold the true age least often comes first. */
    private static final Comparator<Group> BY_INTERVAL = Comparator.comparingDouble(Group::coverage);

    /** @param name what the card calls a group */
    static Breakdown of(String kind, Map<String, Measurement> measurements, UnaryOperator<String> name) {
        return new Breakdown(kind, measurements.entrySet().stream()
                .map(entry -> new Group(kind, name.apply(entry.getKey()), entry.getValue())).toList());
    }

    /** The groups that have faces enough to be compared. */
    Stream<Group> worstFirst(Comparator<Group> order) {
        return groups.stream().filter(Group::isLarge).sorted(order);
    }

    /** Whether a group has faces enough to be named the worst. */
    boolean comparable() {
        return groups.stream().anyMatch(Group::isLarge);
    }

    /** Null where no group is large. */
    Group worstForGender() {
        return worstFirst(BY_GENDER).findFirst().orElse(null);
    }

    /** Null where no group is large. */
    Group worstForAge() {
        return worstFirst(BY_AGE).findFirst().orElse(null);
    }

    /** Null where no group is large. */
    Group worstForInterval() {
        return worstFirst(BY_INTERVAL).findFirst().orElse(null);
    }
}
