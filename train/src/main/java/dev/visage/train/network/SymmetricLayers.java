package dev.visage.train.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * Layers that commute with mirroring: convolutions over the group of the identity and the mirroring
 * (<a href="https://arxiv.org/abs/1602.07576">Cohen and Welling, 2016</a>). Maps are two halves of the channels. Where a
 * picture is mirrored, so are its maps, and the halves change places; their mean over all places and both halves stays as
 * it is. Both halves come from the same weights.
 */
final class SymmetricLayers extends Layers {

    SymmetricLayers(Layers layers) {
        super(layers);
    }

    /** The kernels give the first half of the channels and, mirrored, the second. */
    @Override
    public Operand<TFloat32> normalizedConv2d(String name, Operand<TFloat32> x, int kernel, int filters, int stride,
            Initializer scale) {
        int half = filters / 2;
        Shape shape = Shape.of(kernel, kernel, x.shape().get(3), half);
        Operand<TFloat32> kernels = weights.derived(tf, name + ".kernel", shape, Initializer.HE_NORMAL,
                (ops, one) -> withMirrored(ops, one, shape));
        Operand<TFloat32> y = tf.nn.conv2d(x, kernels, strides(stride), "SAME");
        return note(name, normalization.applyToHalves(tf, name, y, scale), shape.size() + 2L * half);
    }

    /** Kernels and beside them their mirror images, which see halves in the other order. */
    private static Operand<TFloat32> withMirrored(Ops tf, Operand<TFloat32> kernels, Shape shape) {
        int channels = (int) shape.get(2);
        // A picture has one or three.
        int parts = channels % 2 == 0 ? 2 : 1;
        int size = (int) shape.get(0);
        int filters = (int) shape.get(3);
        Operand<TFloat32> divided =
                tf.reshape(kernels, tf.constant(new int[] {size, size, parts, channels / parts, filters}));
        Operand<TFloat32> mirrored = tf.reverse(divided, tf.constant(new int[] {1, 2}));
        return tf.reshape(tf.stack(List.of(divided, mirrored), Stack.axis(4L)),
                tf.constant(new int[] {size, size, channels, 2 * filters}));
    }

    /** The mean over each picture and both halves, shape [n, channels / 2]. */
    @Override
    public Operand<TFloat32> globalAveragePool(String name, Operand<TFloat32> x) {
        int half = (int) x.shape().get(3) / 2;
        Operand<TFloat32> halves =
                tf.reshape(tf.math.mean(x, tf.constant(new int[] {1, 2})), tf.constant(new int[] {-1, 2, half}));
        return note(name, tf.math.mean(halves, tf.constant(1)), 0);
    }

    /** The same for both halves. */
    @Override
    Operand<TFloat32> ofAllChannels(Operand<TFloat32> pooled) {
        return tf.stack(List.of(pooled, pooled), Stack.axis(1L));
    }
}
