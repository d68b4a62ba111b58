package dev.visage.train.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Builds a network layer by layer and notes each one. Pictures have the shape [n, height, width, channels]. */
public class Layers {

    final Ops tf;
    final Weights weights;
    final Normalization normalization;
    private final Dropout dropout;
    private final List<Layer> layers;

    public Layers(Ops tf, Weights weights, Dropout dropout, Normalization normalization) {
        this.tf = tf;
        this.weights = weights;
        this.dropout = dropout;
        this.normalization = normalization;
        this.layers = new ArrayList<>();
    }

    /** Notes its layers among those of the other. */
    Layers(Layers other) {
        this.tf = other.tf;
        this.weights = other.weights;
        this.dropout = other.dropout;
        this.normalization = other.normalization;
        this.layers = other.layers;
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

    /** The same, of a network that tells the same of a picture and its mirror image. */
    public Layers symmetric() {
        return new SymmetricLayers(this);
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
     * Weighs channels by what all of the picture tells
     * (<a href="https://arxiv.org/abs/1709.01507">Hu et al., 2018</a>).
     *
     * @param reduction the hidden layer has a reduction-th of the channels
     */
    public final Operand<TFloat32> squeezeAndExcite(String name, Operand<TFloat32> x, int reduction) {
        int channels = (int) x.shape().get(3);
        Operand<TFloat32> squeezed = globalAveragePool(name + ".pool", x);
        Operand<TFloat32> hidden = relu(dense(name + ".squeeze", squeezed, channels / reduction));
        Operand<TFloat32> weight = tf.math.sigmoid(dense(name + ".excite", hidden, (int) squeezed.shape().get(1)));
        return note(name, tf.math.mul(x,
                tf.reshape(ofAllChannels(weight), tf.constant(new int[] {-1, 1, 1, channels}))), 0);
    }

    /**
     * The opposite of {@link #globalAveragePool}, but for the places.
     *
     * @param pooled a value for each channel that pooling leaves
     */
    Operand<TFloat32> ofAllChannels(Operand<TFloat32> pooled) {
        return pooled;
    }

    /** The mean over each picture, shape [n, channels]. */
    public Operand<TFloat32> globalAveragePool(String name, Operand<TFloat32> x) {
        return note(name, tf.math.mean(x, tf.constant(new int[] {1, 2})), 0);
    }

    /**
     * The mean of each window of 2x2; windows don't overlap. Where the width is odd, those at the right end have one column:
     * not what mirroring leaves as it is.
     */
    public Operand<TFloat32> averagePool(String name, Operand<TFloat32> x) {
        return note(name, tf.nn.avgPool(x, List.of(1L, 2L, 2L, 1L), strides(2), "SAME"), 0);
    }

    public Operand<TFloat32> add(String name, Operand<TFloat32> x, Operand<TFloat32> y) {
        return note(name, tf.math.add(x, y), 0);
    }

    /** The mean of what several layers give. */
    public Operand<TFloat32> mean(String name, List<Operand<TFloat32>> layers) {
        return note(name, tf.math.div(tf.math.addN(layers), tf.constant((float) layers.size())), 0);
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

    static List<Long> strides(long stride) {
        return List.of(1L, stride, stride, 1L);
    }

    Operand<TFloat32> note(String name, Operand<TFloat32> output, long parameters) {
        layers.add(new Layer(name, output.shape(), parameters));
        return output;
    }
}
