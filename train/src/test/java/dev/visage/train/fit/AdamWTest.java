package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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
import org.tensorflow.types.TFloat32;

class AdamWTest {

    private static final float[] TARGET = {3, -2};
    private static final float[] RATES = {0.1f, 0.2f, 0.05f, 0.1f};

    /** Weights after some steps down |w - target|^2, both from zero. */
    private static float[] fitted(String weightName, double weightDecay, int steps) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 1);
            Operand<TFloat32> weight = weights.get(weightName, Shape.of(2), Initializer.ZEROS);
            Operand<TFloat32> loss =
                    tf.reduceSum(tf.math.square(tf.math.sub(weight, tf.constant(TARGET))), tf.constant(0));
            Placeholder<TFloat32> rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
            List<Op> updates = new AdamW(tf, rate, weightDecay).minimize(graph, loss, weights.fitted());
            session.initialize();
            for (int step = 0; step < steps; step++) {
                try (TFloat32 rateTensor = TFloat32.scalarOf(RATES[step])) {
                    Session.Runner runner = session.runner().feed(rate, rateTensor);
                    updates.forEach(runner::addTarget);
                    runner.run().close();
                }
            }
            try (Result result = session.runner().fetch(weight).run()) {
                return TensorValues.floats((TFloat32) result.get(0));
            }
        }
    }

    /** The algorithm of the paper, written down once more. */
    private static float[] byFormula(double weightDecay, int steps) {
        float[] weights = new float[TARGET.length];
        for (int i = 0; i < weights.length; i++) {
            double weight = 0;
            double mean = 0;
            double variance = 0;
            for (int step = 1; step <= steps; step++) {
                double gradient = 2 * (weight - TARGET[i]);
                mean = 0.9 * mean + 0.1 * gradient;
                variance = 0.999 * variance + 0.001 * gradient * gradient;
                double rate = RATES[step - 1];
                weight -= rate * mean / (1 - Math.pow(0.9, step))
                        / (Math.sqrt(variance / (1 - Math.pow(0.999, step))) + 1e-7);
                weight -= rate * weightDecay * weight;
            }
            weights[i] = (float) weight;
        }
        return weights;
    }

    @Test
    void movesWeightsByTheFormula() {
        assertArrayEquals(byFormula(0, 1), fitted("w.bias", 0, 1), 1e-5f);
        assertArrayEquals(byFormula(0, 4), fitted("w.bias", 0, 4), 1e-5f);
    }

    @Test
    void letsKernelsDecay() {
        assertArrayEquals(byFormula(0.5, 4), fitted("w.kernel", 0.5, 4), 1e-5f);
    }

    @Test
    void leavesBiasesTheirSize() {
        assertArrayEquals(byFormula(0, 4), fitted("w.bias", 0.5, 4), 1e-5f);
    }
}
