package dev.visage.train.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Batch normalization of what a convolution gives (<a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy,
 * 2015</a>). While fitting, a channel is normalized by its mean and variance in the batch; afterwards by those that were
 * kept as statistics.
 */
@FunctionalInterface
public interface Normalization {

    /** Added to variances, as in Keras. */
    float EPSILON = 1e-3f;

    /**
     * @param layer the convolution's name
     * @param x     shape [n, height, width, channels]
     * @param scale what the channels' scales start from
     */
    Operand<TFloat32> apply(String layer, Operand<TFloat32> x, Initializer scale);

    /**
     * The same where the channels are two halves, of which both are normalized as one: the second half is more places of
     * the first half's channels.
     *
     * @param x shape [n, height, width, channels]
     */
    default Operand<TFloat32> applyToHalves(Ops tf, String layer, Operand<TFloat32> x, Initializer scale) {
        long half = x.shape().get(3) / 2;
        return tf.reshape(apply(layer, tf.reshape(x, tf.constant(new long[] {-1, 1, 1, half})), scale), tf.shape(x));
    }

    /**
     * By the batch's own mean and variance.
     *
     * @param updates takes the operations that let the statistics follow the batches
     */
    static Normalization byBatch(Ops tf, Weights weights, List<Op> updates) {
        // A twentieth a batch: the statistics follow the weights within an epoch, and the averaged weights smooth them.
        float follow = 0.05f;
        return (layer, x, scale) -> {
            Parameters parameters = Parameters.of(weights, layer, x, scale);
            Operand<TFloat32> none = tf.constant(new float[0]);
            FusedBatchNorm<TFloat32, TFloat32> normalized = tf.nn.fusedBatchNorm(x, parameters.scale, parameters.offset,
                    none, none, FusedBatchNorm.isTraining(true), FusedBatchNorm.epsilon(EPSILON));
            updates.add(tf.assignSub(parameters.mean,
                    tf.math.mul(tf.math.sub(parameters.mean, normalized.batchMean()), tf.constant(follow))));
            updates.add(tf.assignSub(parameters.variance,
                    tf.math.mul(tf.math.sub(parameters.variance, normalized.batchVariance()), tf.constant(follow))));
            return normalized.y();
        };
    }

    /** By the statistics. */
    static Normalization byStatistics(Ops tf, Weights weights) {
        return (layer, x, scale) -> {
            Parameters parameters = Parameters.of(weights, layer, x, scale);
            return tf.nn.fusedBatchNorm(x, parameters.scale, parameters.offset, parameters.mean, parameters.variance,
                    FusedBatchNorm.isTraining(false), FusedBatchNorm.epsilon(EPSILON)).y();
        };
    }

    /** Adds the bias that is left once {@link FoldedWeights} has put everything else into the convolution's kernel. */
    static Normalization folded(Ops tf, Weights weights) {
        return new Normalization() {

            @Override
            public Operand<TFloat32> apply(String layer, Operand<TFloat32> x, Initializer scale) {
                return tf.nn.biasAdd(x, weights.get(layer + ".bias", Shape.of(x.shape().get(3)), Initializer.ZEROS));
            }

            /** As a bias of both halves: the changes of shape would cost a twentieth of the whole network's time. */
            @Override
            public Operand<TFloat32> applyToHalves(Ops graph, String layer, Operand<TFloat32> x, Initializer scale) {
                return tf.nn.biasAdd(x, weights.derived(tf, layer + ".bias", Shape.of(x.shape().get(3) / 2),
                        Initializer.ZEROS, (ops, half) -> ops.concat(List.of(half, half), ops.constant(0))));
            }
        };
    }

    /** Of one layer, shape [channels] each. */
    record Parameters(Operand<TFloat32> scale, Operand<TFloat32> offset, Operand<TFloat32> mean,
            Operand<TFloat32> variance) {

        private static Parameters of(Weights weights, String layer, Operand<TFloat32> x, Initializer scale) {
            Shape channels = Shape.of(x.shape().get(3));
            return new Parameters(weights.get(layer + ".scale", channels, scale),
                    weights.get(layer + ".offset", channels, Initializer.ZEROS),
                    weights.statistic(layer + ".mean", channels, Initializer.ZEROS),
                    weights.statistic(layer + ".variance", channels, Initializer.ONES));
        }
    }
}
