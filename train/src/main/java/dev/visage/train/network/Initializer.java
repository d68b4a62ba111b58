package dev.visage.train.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What a weight starts from. The initializers of tensorflow-framework 1.0.0 are not used: they draw from [0, l) instead
 * of [-l, l) and count a convolution's input channels twice, and a network that starts from them does not learn.
 */
public enum Initializer {

    ZEROS {
        @Override
        Operand<TFloat32> values(Ops tf, Shape shape, long seed) {
            return tf.fill(tf.constant(shape.asArray()), tf.constant(0f));
        }
    },

    /**
     * Uniform in [-l, l) with l² = 6 / (fan in + fan out):
     * <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</a>.
     */
    GLOROT_UNIFORM {
        @Override
        Operand<TFloat32> values(Ops tf, Shape shape, long seed) {
            int rank = shape.numDimensions();
            long receptiveField = 1;
            for (int i = 0; i < rank - 2; i++) {
                receptiveField *= shape.get(i);
            }
            long fans = receptiveField * (shape.get(rank - 2) + shape.get(rank - 1));
            float limit = (float) Math.sqrt(6.0 / fans);
            Operand<TInt64> seeds = tf.constant(new long[] {seed, 0});
            Operand<TFloat32> uniform =
                    tf.random.statelessRandomUniform(tf.constant(shape.asArray()), seeds, TFloat32.class);
            return tf.math.mul(tf.math.sub(uniform, tf.constant(0.5f)), tf.constant(2 * limit));
        }
    };

    abstract Operand<TFloat32> values(Ops tf, Shape shape, long seed);
}
