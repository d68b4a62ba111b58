package dev.visage.train.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a network tells of n faces, before calibration.
 *
 * @param gender the logit of being female, shape [n, 1]
 * @param age    as a fraction of {@value dev.visage.train.data.AgeGroup#MAX_AGE} years, shape [n, 1]
 */
public record Heads(Operand<TFloat32> gender, Operand<TFloat32> age) {
}
