package dev.visage.train.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What dropout does to the values of a layer. While fitting, what is dropped depends on the seed, the step and the
 * layer alone, so that a run that was stopped goes on as if it had not been.
 */
@FunctionalInterface
public interface Dropout {

    /** For everything but fitting. */
    Dropout NONE = (values, rate, layer) -> values;

    /**
     * @param rate  the share of values that become zero, 0 to 1; the others grow so that the expected sum stays
     * @param layer a number that no other layer of the network has
     */
    Operand<TFloat32> apply(Operand<TFloat32> values, float rate, int layer);

    /** @param step the number of the training step, a scalar */
    static Dropout seeded(Ops tf, Operand<TInt64> step, long seed) {
        return (values, rate, layer) -> {
            float keep = 1 - rate;
            Operand<TInt64> seeds = tf.stack(List.of(step, tf.constant(31 * seed + layer)));
            Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(values), seeds, TFloat32.class);
            Operand<TFloat32> mask = tf.math.floor(tf.math.add(uniform, tf.constant(keep)));
            return tf.math.mul(values, tf.math.mul(mask, tf.constant(1 / keep)));
        };
    }
}
