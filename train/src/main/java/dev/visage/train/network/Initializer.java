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

    ONES {
        @Override
        Operand<TFloat32> values(Ops tf, Shape shape, long seed) {
            return tf.fill(tf.constant(shape.asArray()), tf.constant(1f));
        }
    },

    /**
     * Normal with variance 2 / fan in, cut off at two deviations, for layers that ReLU follows:
     * <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>.
     */
    HE_NORMAL {
        @Override
        Operand<TFloat32> values(Ops tf, Shape shape, long seed) {
            double fanIn = receptiveField(shape) * shape.get(shape.numDimensions() - 2);
            Operand<TInt64> seeds = tf.constant(new long[] {seed, 0});
            Operand<TFloat32> normal =
                    tf.random.statelessTruncatedNormal(tf.constant(shape.asArray()), seeds, TFloat32.class);
            return tf.math.mul(normal, tf.constant((float) (Math.sqrt(2 / fanIn) / DEVIATION_OF_TRUNCATED_NORMAL)));
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
            long fans = receptiveField(shape) * (shape.get(rank - 2) + shape.get(rank - 1));
            float limit = (float) Math.sqrt(6.0 / fans);
            Operand<TInt64> seeds = tf.constant(new long[] {seed, 0});
            Operand<TFloat32> uniform =
                    tf.random.statelessRandomUniform(tf.constant(shape.asArray()), seeds, TFloat32.class);
            return tf.math.mul(tf.math.sub(uniform, tf.constant(0.5f)), tf.constant(2 * limit));
        }
    };

    /** Of the standard normal distribution cut off at two deviations. */
    private static final double DEVIATION_OF_TRUNCATED_NORMAL = 0.87962566103423978;

    private static long receptiveField(Shape shape) {
        long product = 1;
        for (int i = 0; i < shape.numDimensions() - 2; i++) {
            product *= shape.get(i);
        }
        return product;
    }

    abstract Operand<TFloat32> values(Ops tf, Shape shape, long seed);
}
