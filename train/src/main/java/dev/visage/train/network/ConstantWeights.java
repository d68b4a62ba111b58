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
        float[] value = values.get(name);
        if (value == null || value.length != shape.size()) {
            throw new IllegalArgumentException("the run has no weight " + name + " of shape " + shape
                    + ": it was fitted with another version of the architecture");
        }
        return tf.withName(name).constant(shape, DataBuffers.of(value));
    }

    /** Computed now, so that using the graph takes no time for it. */
    @Override
    public Operand<TFloat32> derived(Ops tf, String name, Shape shape, Initializer start,
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> computation) {
        try (EagerSession session = EagerSession.create()) {
            Ops now = Ops.create(session);
            TFloat32 result = computation.apply(now, new ConstantWeights(now, values).get(name, shape, start)).asTensor();
            return tf.withName(name).constant(result.shape(), DataBuffers.of(TensorValues.floats(result)));
        }
    }
}
