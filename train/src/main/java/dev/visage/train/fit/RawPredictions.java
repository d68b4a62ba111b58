package dev.visage.train.fit;

import java.util.List;

/**
 * What a network's heads tell of n faces, before calibration.
 *
 * @param genderLogits of being female
 * @param ages         the estimates in years, not limited to a possible range
 * @param ageLogits    of the years from 0 to 116, for each face; empty where the network tells but an estimate
 */
public record RawPredictions(float[] genderLogits, float[] ages, List<float[]> ageLogits) {
}
