package dev.visage.train.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a network tells of n faces, before calibration.
 *
 * @param gender the logit of being female, shape [n, 1]
 */
public record Heads(Operand<TFloat32> gender, AgeHead age) {
}
