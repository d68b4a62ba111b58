package dev.visage.train.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Builds a network layer by layer and notes each one. Pictures have the shape [n, height, width, channels]. */
public final class Layers {

    private static final List<Long> STEP_BY_ONE = List.of(1L, 1L, 1L, 1L);

    private final Ops tf;
    private final Weights weights;
    private final Dropout dropout;
    private final List<Layer> layers = new ArrayList<>();

    public Layers(Ops tf, Weights weights, Dropout dropout) {
        this.tf = tf;
        this.weights = weights;
        this.dropout = dropout;
    }

    /** The layers built so far. */
    public List<Layer> built() {
        return List.copyOf(layers);
    }

    /** Convolution without padding, then ReLU. */
    public Operand<TFloat32> conv2d(String name, Operand<TFloat32> x, int kernel, int filters) {
        Shape shape = Shape.of(kernel, kernel, x.shape().get(3), filters);
        Operand<TFloat32> kernels = weights.get(name + ".kernel", shape, Initializer.GLOROT_UNIFORM);
        Operand<TFloat32> bias = weights.get(name + ".bias", Shape.of(filters), Initializer.ZEROS);
        Operand<TFloat32> y = tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, kernels, STEP_BY_ONE, "VALID"), bias));
        return note(name, y, shape.size() + filters);
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

    private Operand<TFloat32> note(String name, Operand<TFloat32> output, long parameters) {
        layers.add(new Layer(name, output.shape(), parameters));
        return output;
    }
}
