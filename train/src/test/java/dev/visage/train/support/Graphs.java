package dev.visage.train.support;

import dev.visage.train.network.TensorValues;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Computes what a few operations give. */
public final class Graphs {

    private Graphs() {
    }

    public static float[] compute(Function<Ops, Operand<TFloat32>> operations) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Operand<TFloat32> values = operations.apply(Ops.create(graph));
            session.initialize();
            try (Result result = session.runner().fetch(values).run()) {
                return TensorValues.floats((TFloat32) result.get(0));
            }
        }
    }
}
