package dev.visage.inference;

import java.util.List;

/**
 * What the model makes of a face.
 *
 * @param age                   the estimated age in years
 * @param ageLow                where the interval begins that holds the true age with the model's coverage, in years
 * @param ageHigh               where that interval ends, in years
 * @param ageGroupProbabilities the probability of each of the model's age groups, 0 to 1, together 1
 * @param genderProbability     the probability of the first of the model's genders, 0 to 1
 */
public record FaceEstimate(float age, float ageLow, float ageHigh, List<Float> ageGroupProbabilities,
        float genderProbability) {

    public FaceEstimate {
        ageGroupProbabilities = List.copyOf(ageGroupProbabilities);
    }
}
