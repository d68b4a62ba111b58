package dev.visage.train.evaluate;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import java.util.List;

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
}
