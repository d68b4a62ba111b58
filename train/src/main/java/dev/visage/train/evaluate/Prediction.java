package dev.visage.train.evaluate;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model tells of a face.
 *
 * @param female            the probability of being female
 * @param age               in years
 * @param ageLow            where the interval starts that holds the true age in 80 of 100 cases, in years
 * @param ageHigh           where it ends
 * @param ageGroups         the probability of each {@link AgeGroup}
 */
public record Prediction(double female, double age, double ageLow, double ageHigh, List<Double> ageGroups) {

    /** The likelier one. */
    public Gender gender() {
        return female >= 0.5 ? Gender.FEMALE : Gender.MALE;
    }

    /** The one that holds the age, as the function answers, so that the two never contradict each other. */
    public AgeGroup ageGroup() {
        return AgeGroup.of((int) age);
    }

    /** Halfway between this one and another. */
    public Prediction mean(Prediction other) {
        return new Prediction((female + other.female) / 2, (age + other.age) / 2, (ageLow + other.ageLow) / 2,
                (ageHigh + other.ageHigh) / 2, IntStream.range(0, ageGroups.size())
                        .mapToObj(group -> (ageGroups.get(group) + other.ageGroups.get(group)) / 2).toList());
    }
}
