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

    /** The likeliest one. */
    public AgeGroup ageGroup() {
        int likeliest = 0;
        for (int i = 1; i < ageGroups.size(); i++) {
            if (ageGroups.get(i) > ageGroups.get(likeliest)) {
                likeliest = i;
            }
        }
        return AgeGroup.values()[likeliest];
    }
}
