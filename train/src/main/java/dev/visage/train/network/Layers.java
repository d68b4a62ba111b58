package dev.visage.train.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Builds a network layer by layer and notes each one. Pictures have the shape [n, height, width, channels]. */
public final class Layers {

    private final Ops tf;
    private final Weights weights;
    private final Dropout dropout;
    private final Normalization normalization;
    private final List<Layer> layers = new ArrayList<>();

    public Layers(Ops tf, Weights weights, Dropout dropout, Normalization normalization) {
        this.tf = tf;
        this.weights = weights;
        this.dropout = dropout;
        this.normalization = normalization;
    }

    /** For a network that predicts by weights that may change. */
    public static Layers predicting(Ops tf, Weights weights) {
        return new Layers(tf, weights, Dropout.NONE, Normalization.byStatistics(tf, weights));
    }

    /**
     * For a fitted network that stays as it is.
     *
     * @param weights by name, as {@link Normalization#byStatistics} uses them
     */
    public static Layers frozen(Ops tf, Map<String, float[]> weights) {
        Weights folded = new ConstantWeights(tf, FoldedWeights.fold(weights));
        return new Layers(tf, folded, Dropout.NONE, Normalization.folded(tf, folded));
    }

    /** The layers built so far. */
    public List<Layer> built() {
        return List.copyOf(layers);
    }

    /** From 0..1 to about mean 0 and deviation 1. */
    public Operand<TFloat32> standardize(Operand<TFloat32> images) {
        return tf.math.mul(tf.math.sub(images, tf.constant(0.5f)), tf.constant(4f));
    }

    /** Convolution without padding, then ReLU. */
    public Operand<TFloat32> conv2d(String name, Operand<TFloat32> x, int kernel, int filters) {
        Shape shape = Shape.of(kernel, kernel, x.shape().get(3), filters);
        Operand<TFloat32> kernels = weights.get(name + ".kernel", shape, Initializer.GLOROT_UNIFORM);
        Operand<TFloat32> bias = weights.get(name + ".bias", Shape.of(filters), Initializer.ZEROS);
        Operand<TFloat32> y = tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, kernels, strides(1), "VALID"), bias));
        return note(name, y, shape.size() + filters);
    }

    /**
     * Convolution with padding, then normalization instead of a bias. The output has a stride-th of the height and width.
     *
     * @param scale what the normalization's scales start from
     */
    public Operand<TFloat32> normalizedConv2d(String name, Operand<TFloat32> x, int kernel, int filters, int stride,
            Initializer scale) {
        Shape shape = Shape.of(kernel, kernel, x.shape().get(3), filters);
        Operand<TFloat32> kernels = weights.get(name + ".kernel", shape, Initializer.HE_NORMAL);
        Operand<TFloat32> y = normalization.apply(name, tf.nn.conv2d(x, kernels, strides(stride), "SAME"), scale);
        return note(name, y, shape.size() + 2L * filters);
    }

    /**
     * Convolution of pictures, with padding, that commutes with mirroring (a lifting convolution of
     * <a href="https://arxiv.org/abs/1602.07576">Cohen and Welling, 2016</a>): the kernels give the first half of the
     * channels and, mirrored, the second. Where the picture is mirrored, so are the maps, and the halves change places.
     * Normalization instead of a bias, the same for both halves.
     *
     * @param scale what the normalization's scales start from
     */
    public Operand<TFloat32> mirrorLiftingConv2d(String name, Operand<TFloat32> x, int kernel, int filters, int stride,
            Initializer scale) {
        return mirrorConv2d(name, x, kernel, filters, stride, scale, 1);
    }

    /** The same of maps that are two halves already, pixel by pixel: the mirrored kernels see them with the halves exchanged. */
    public Operand<TFloat32> mirrorConv2d(String name, Operand<TFloat32> x, int kernel, int filters, Initializer scale) {
        return mirrorConv2d(name, x, kernel, filters, 1, scale, 2);
    }

    /** @param parts of the input that mirroring exchanges: 1 for a picture, 2 for maps */
    private Operand<TFloat32> mirrorConv2d(String name, Operand<TFloat32> x, int kernel, int filters, int stride,
            Initializer scale, int parts) {
        int half = filters / 2;
        Shape shape = Shape.of(kernel, kernel, x.shape().get(3), half);
        Operand<TFloat32> kernels = weights.derived(tf, name + ".kernel", shape, Initializer.HE_NORMAL,
                (ops, single) -> withMirrored(ops, single, shape, parts));
        Operand<TFloat32> y = tf.nn.conv2d(x, kernels, strides(stride), "SAME");
        // Both halves are more places of the same channels to the normalization.
        Operand<TFloat32> normalized =
                normalization.apply(name, tf.reshape(y, tf.constant(new int[] {-1, 1, 1, half})), scale);
        return note(name, tf.reshape(normalized, tf.shape(y)), shape.size() + 2L * half);
    }

    /** Kernels and beside them their mirror images, which see the parts of their input in the reverse order. */
    private static Operand<TFloat32> withMirrored(Ops tf, Operand<TFloat32> kernels, Shape shape, int parts) {
        int[] sizes = {(int) shape.get(0), (int) shape.get(1), parts, (int) shape.get(2) / parts, (int) shape.get(3)};
        Operand<TFloat32> divided = tf.reshape(kernels, tf.constant(sizes));
        Operand<TFloat32> mirrored = tf.reverse(divided, tf.constant(new int[] {1, 2}));
        return tf.reshape(tf.stack(List.of(divided, mirrored), Stack.axis(4L)),
                tf.constant(new int[] {sizes[0], sizes[1], parts * sizes[3], 2 * sizes[4]}));
    }

    /** The same for maps that are two halves: both have the same weights. */
    public Operand<TFloat32> mirrorSqueezeAndExcite(String name, Operand<TFloat32> x, int reduction) {
        int half = (int) x.shape().get(3) / 2;
        Operand<TFloat32> hidden = relu(dense(name + ".squeeze", mirrorInvariantPool(name + ".pool", x), 2 * half / reduction));
        Operand<TFloat32> weight = tf.math.sigmoid(dense(name + ".excite", hidden, half));
        Operand<TFloat32> both = tf.stack(List.of(weight, weight), Stack.axis(1L));
        return note(name, tf.math.mul(x, tf.reshape(both, tf.constant(new int[] {-1, 1, 1, 2 * half}))), 0);
    }

    /** The mean over each picture and both halves of the maps, shape [n, channels / 2]. */
    public Operand<TFloat32> mirrorInvariantPool(String name, Operand<TFloat32> x) {
        int half = (int) x.shape().get(3) / 2;
        Operand<TFloat32> halves =
                tf.reshape(tf.math.mean(x, tf.constant(new int[] {1, 2})), tf.constant(new int[] {-1, 2, half}));
        return note(name, tf.math.mean(halves, tf.constant(1)), 0);
    }

    /**
     * Weighs channels by what all of the picture tells
     * (<a href="https://arxiv.org/abs/1709.01507">Hu et al., 2018</a>).
     *
     * @param reduction the hidden layer has a reduction-th of the channels
     */
    public Operand<TFloat32> squeezeAndExcite(String name, Operand<TFloat32> x, int reduction) {
        int channels = (int) x.shape().get(3);
        Operand<TFloat32> squeezed = globalAveragePool(name + ".pool", x);
        Operand<TFloat32> hidden = relu(dense(name + ".squeeze", squeezed, channels / reduction));
        Operand<TFloat32> weight = tf.math.sigmoid(dense(name + ".excite", hidden, channels));
        return note(name, tf.math.mul(x, tf.reshape(weight, tf.constant(new int[] {-1, 1, 1, channels}))), 0);
    }

    /** The mean over each picture, shape [n, channels]. */
    public Operand<TFloat32> globalAveragePool(String name, Operand<TFloat32> x) {
        return note(name, tf.math.mean(x, tf.constant(new int[] {1, 2})), 0);
    }

    /** The mean of each window of 2x2; windows don't overlap. */
    public Operand<TFloat32> averagePool(String name, Operand<TFloat32> x) {
        return note(name, tf.nn.avgPool(x, List.of(1L, 2L, 2L, 1L), strides(2), "SAME"), 0);
    }

    public Operand<TFloat32> add(String name, Operand<TFloat32> x, Operand<TFloat32> y) {
        return note(name, tf.math.add(x, y), 0);
    }

    /** The largest value of each window; windows don't overlap. */
    public Operand<TFloat32> maxPool(String name, Operand<TFloat32> x, int window) {
        Operand<TInt32> sizes = tf.constant(new int[] {1, window, window, 1});
        return note(name, tf.nn.maxPool(x, sizes, sizes, "VALID"), 0);
    }

    /** @param rate the share of values dropped while fitting */
    public Operand<TFloat32> dropout(String name, Operand<TFloat32> x, float rate) {
        return note(name, dropout.apply(x, rate, layers.size()), 0);
    }

    public Operand<TFloat32> flatten(String name, Operand<TFloat32> x) {
        long values = 1;
        for (int i = 1; i < x.shape().numDimensions(); i++) {
            values *= x.shape().get(i);
        }
        return note(name, tf.reshape(x, tf.constant(new long[] {-1, values})), 0);
    }

    /** A linear layer. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> x, int units) {
        Shape shape = Shape.of(x.shape().get(1), units);
        Operand<TFloat32> kernel = weights.get(name + ".kernel", shape, Initializer.GLOROT_UNIFORM);
        Operand<TFloat32> bias = weights.get(name + ".bias", Shape.of(units), Initializer.ZEROS);
        return note(name, tf.math.add(tf.linalg.matMul(x, kernel), bias), shape.size() + units);
    }

    /** What is not a layer of its own in a network's table, such as dense's non-linearity. */
    public Operand<TFloat32> relu(Operand<TFloat32> x) {
        return tf.nn.relu(x);
    }

    private static List<Long> strides(long stride) {
        return List.of(1L, stride, stride, 1L);
    }

    private Operand<TFloat32> note(String name, Operand<TFloat32> output, long parameters) {
        layers.add(new Layer(name, output.shape(), parameters));
        return output;
    }
}
