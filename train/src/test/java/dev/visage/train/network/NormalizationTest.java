package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.train.support.Graphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class NormalizationTest {

    private static final float[] PIXELS = {1, 2, 3, 4, 5, 6, 7, 8, 10, -2, 0, 1};
    private static final Map<String, float[]> WEIGHTS = Map.of(
            "layer.kernel", new float[] {1, 0.5f, -2, 3}, "layer.scale", new float[] {2, -0.5f},
            "layer.offset", new float[] {0.1f, 7}, "layer.mean", new float[] {-3, 4},
            "layer.variance", new float[] {9, 0.25f});

    /** Two channels each of six pixels. */
    private static Operand<TFloat32> pixels(Ops tf) {
        return tf.constant(Shape.of(2, 3, 1, 2), DataBuffers.of(PIXELS));
    }

    private static Operand<TFloat32> convolved(Ops tf, Weights weights, Normalization normalization) {
        return new Layers(tf, weights, Dropout.NONE, normalization)
                .normalizedConv2d("layer", pixels(tf), 1, 2, 1, Initializer.ONES);
    }

    @Test
    void givesEachChannelOfABatchMeanZeroAndDeviationOne() {
        float[] values = Graphs.compute(tf -> Normalization.byBatch(tf, new VariableWeights(tf, 1), new ArrayList<>())
                .apply("layer", pixels(tf), Initializer.ONES));
        for (int channel = 0; channel < 2; channel++) {
            double sum = 0;
            double squares = 0;
            for (int i = channel; i < values.length; i += 2) {
                sum += values[i];
                squares += values[i] * values[i];
            }
            assertEquals(0, sum / 6, 1e-5);
            assertEquals(1, squares / 6, 1e-3);
        }
    }

    @Test
    void letsTheStatisticsFollowTheBatches() {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 1);
            List<Op> updates = new ArrayList<>();
            Normalization.byBatch(tf, weights, updates).apply("layer", pixels(tf), Initializer.ONES);
            session.initialize();
            for (int batch = 0; batch < 200; batch++) {
                Session.Runner runner = session.runner();
                updates.forEach(runner::addTarget);
                runner.run().close();
            }
            try (Result result = session.runner().fetch(weights.all().get("layer.mean")).run()) {
                // (1 + 3 + 5 + 7 + 10 + 0) / 6 and (2 + 4 + 6 + 8 - 2 + 1) / 6
                assertArrayEquals(new float[] {26 / 6f, 19 / 6f}, TensorValues.floats((TFloat32) result.get(0)), 1e-3f);
            }
            assertEquals(List.of("layer.scale", "layer.offset"), List.copyOf(weights.fitted().keySet()),
                    "no gradient changes statistics");
        }
    }

    @Test
    void givesTheSameWhenItIsFoldedIntoTheConvolution() {
        float[] byStatistics = Graphs.compute(tf -> {
            Weights weights = new ConstantWeights(tf, WEIGHTS);
            return convolved(tf, weights, Normalization.byStatistics(tf, weights));
        });
        float[] folded = Graphs.compute(tf -> {
            Weights weights = new ConstantWeights(tf, FoldedWeights.fold(WEIGHTS));
            return convolved(tf, weights, Normalization.folded(tf, weights));
        });
        assertArrayEquals(byStatistics, folded, 1e-4f);
    }
}
