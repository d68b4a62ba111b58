package dev.visage.train.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a network tells of n faces, before calibration.
 *
 * @param gender   the logit of being female, shape [n, 1]
 * @param branches where the network tells the mean of what several branches do: what each of them tells
 */
public record Heads(Operand<TFloat32> gender, AgeHead age, List<Heads> branches) {

    /** Of a network without branches. */
    public Heads(Operand<TFloat32> gender, AgeHead age) {
        this(gender, age, List.of());
    }
}
