package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class SymmetricLayersTest {

    private static final Architecture NETWORK = new Residual.Branched();

    /** Other than the values that fitting starts from, of which many are alike. */
    private static Map<String, float[]> anyWeights(Architecture network) {
        Random random = new Random(1);
        return network.weightShapes().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, weight -> {
            float[] values = new float[(int) weight.getValue().size()];
            double deviation = weight.getKey().endsWith(".kernel")
                    ? Math.sqrt(2.0 * weight.getValue().get(-1) / values.length) : 0.3;
            boolean positive = weight.getKey().endsWith(".variance") || weight.getKey().endsWith(".scale");
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian()) + (positive ? 1.5f : 0);
            }
            return values;
        }));
    }

    /** A picture in colour, shape [1, size, size, 3]. */
    static Operand<TFloat32> noise(Ops tf, int size) {
        Random random = new Random(2);
        float[] pixels = new float[size * size * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return tf.constant(Shape.of(1, size, size, 3), DataBuffers.of(pixels));
    }

    /** Logits of gender and age of a picture of noise and of its mirror image. */
    private static float[][] answers(Architecture network, int size, Function<Ops, Layers> layers) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> picture = noise(tf, size);
            Operand<TFloat32> mirrored = tf.reverse(picture, tf.constant(new int[] {2}));
            Heads heads = network.build(layers.apply(tf), tf.concat(List.of(picture, mirrored), tf.constant(0)));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(heads.gender()).fetch(heads.age().output()).run()) {
                float[] genders = TensorValues.floats((TFloat32) result.get(0));
                float[] ages = TensorValues.floats((TFloat32) result.get(1));
                return new float[][] {genders, ages};
            }
        }
    }

    /** Sums are made in another order: how far that rounds goes with how large the answers are. */
    @ParameterizedTest
    @CsvSource({"branched,96,1e-4", "branched,72,1e-4", "symmetric,96,1e-4", "wide,96,3e-4"})
    void tellsTheSameOfAPictureAndItsMirrorImage(String name, int size, float rounding) {
        Architecture network = Architecture.named(name);
        float[][] answers = answers(network, size, tf -> Layers.frozen(tf, anyWeights(network)));
        int years = AgeHead.Distribution.YEARS;
        assertEquals(answers[0][0], answers[0][1], rounding);
        assertArrayEquals(Arrays.copyOf(answers[1], years), Arrays.copyOfRange(answers[1], years, 2 * years), rounding);
        assertFalse(Arrays.equals(Arrays.copyOf(answers[1], years), new float[years]));
    }

    private static Layers frozen(Ops tf) {
        return Layers.frozen(tf, anyWeights(NETWORK));
    }

    @Test
    void answersTheSameOnceItsWeightsAreFolded() {
        assertSameAnswers(tf -> Layers.predicting(tf, new ConstantWeights(tf, anyWeights(NETWORK))),
                SymmetricLayersTest::frozen);
    }

    private static void assertSameAnswers(Function<Ops, Layers> expected, Function<Ops, Layers> actual) {
        float[][] answers = answers(NETWORK, 96, expected);
        float[][] others = answers(NETWORK, 96, actual);
        assertArrayEquals(answers[0], others[0], 1e-3f);
        assertArrayEquals(answers[1], others[1], 1e-3f);
    }

    private static Map<String, float[]> frozenConstants() {
        Map<String, float[]> constants = new HashMap<>();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            NETWORK.build(frozen(tf), tf.placeholder(TFloat32.class, Placeholder.shape(NETWORK.input().batchShape(-1))));
            try (Session session = new Session(graph)) {
                FoldedWeights.fold(anyWeights(NETWORK)).keySet().forEach(name -> {
                    try (Result result = session.runner().fetch(name).run()) {
                        constants.put(name, TensorValues.floats((TFloat32) result.get(0)));
                    }
                });
            }
        }
        return constants;
    }

    @Test
    void answersTheSameByTheConstantsOfAFrozenGraph() {
        Map<String, float[]> constants = frozenConstants();
        assertEquals(2 * anyWeights(NETWORK).get("stem.kernel").length, constants.get("stem.kernel").length);
        assertSameAnswers(SymmetricLayersTest::frozen, tf -> Layers.frozen(tf, constants));
    }

    /** As in models that were frozen before version 8. */
    @Test
    void answersTheSameByAFrozenGraphWhoseBiasesAreOfOneHalf() {
        Map<String, float[]> constants = frozenConstants();
        Map<String, float[]> folded = FoldedWeights.fold(anyWeights(NETWORK));
        assertEquals(2 * folded.get("stem.bias").length, constants.get("stem.bias").length);
        folded.forEach((name, weights) -> {
            if (name.endsWith(".bias")) {
                constants.put(name, weights);
            }
        });
        assertSameAnswers(SymmetricLayersTest::frozen, tf -> Layers.frozen(tf, constants));
    }
}
