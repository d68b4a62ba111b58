package dev.visage.train.fit;

/**
 * What a network's heads tell of n faces, before calibration.
 *
 * @param genderLogits of being female
 * @param ages         in years, not limited to a possible range
 */
public record RawPredictions(float[] genderLogits, float[] ages) {
}
