package dev.visage.train.network;

import java.util.Map;
import java.util.function.BiFunction;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Fitted weights as constants of the graph, so that the graph is the whole model. */
public record ConstantWeights(Ops tf, Map<String, float[]> values) implements Weights {

    @Override
    public Operand<TFloat32> get(String name, Shape shape, Initializer start) {
        return tf.withName(name).constant(shape, DataBuffers.of(value(name, shape)));
    }

    private float[] value(String name, Shape shape) {
        if (!has(name, shape)) {
            throw new IllegalArgumentException("the run has no weight " + name + " of shape " + shape
                    + ": it was fitted with another version of the architecture");
        }
        return values.get(name);
    }

    private boolean has(String name, Shape shape) {
        float[] value = values.get(name);
        return value != null && value.length == shape.size();
    }

    /** Computed now, so that the graph need not; what comes from such a graph is taken as it is. */
    @Override
    public Operand<TFloat32> derived(Ops graph, String name, Shape shape, Initializer start,
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> computation) {
        try (EagerSession session = EagerSession.create()) {
            Ops now = Ops.create(session);
            boolean derived = !has(name, shape);
            Operand<TFloat32> given = derived ? Initializer.ZEROS.values(now, shape, 0)
                    : now.constant(shape, DataBuffers.of(values.get(name)));
            Operand<TFloat32> result = computation.apply(now, given);
            return derived ? get(name, result.shape(), start)
                    : tf.withName(name).constant(result.shape(), DataBuffers.of(TensorValues.floats(result.asTensor())));
        }
    }
}
