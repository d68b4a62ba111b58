package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.train.network.Initializer;
import dev.visage.train.network.TensorValues;
import dev.visage.train.network.VariableWeights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class AveragedWeightsTest {

    @Test
    void followTheWeightsFastAtFirstAndThenByTheDecay() {
        double decay = 0.6;
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 1);
            weights.get("w", Shape.scalar(), Initializer.ZEROS);
            Variable<TFloat32> weight = weights.all().get("w");
            AveragedWeights averaged = new AveragedWeights(tf, weights);
            Operand<TFloat32> average = averaged.get("w", Shape.scalar(), Initializer.ZEROS);
            Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
            Op update = tf.assignAdd(weight, tf.constant(1f));
            List<Op> updates = averaged.update(step, decay, List.of(update));
            session.initialize();
            double expected = 0;
            for (int i = 0; i < 20; i++) {
                try (TInt64 stepTensor = TInt64.scalarOf(i)) {
                    Session.Runner runner = session.runner().feed(step, stepTensor);
                    updates.forEach(runner::addTarget);
                    runner.run().close();
                }
                double keep = Math.min(decay, (i + 1.0) / (i + 10.0));
                expected = keep * expected + (1 - keep) * (i + 1);
                try (Result result = session.runner().fetch(average).run()) {
                    assertEquals(expected, TensorValues.floats((TFloat32) result.get(0))[0], 1e-4, "step " + i);
                }
            }
        }
    }
}
