package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class ResidualTest {

    private static List<Layer> layers(Architecture network, Shape images) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 1);
            Layers layers = Layers.predicting(tf, weights);
            network.build(layers, tf.placeholder(TFloat32.class, Placeholder.shape(images)));
            return layers.built();
        }
    }

    private static long[] output(Architecture network, String layer) {
        return layers(network, network.input().batchShape(-1)).stream().filter(built -> built.name().equals(layer))
                .findFirst().orElseThrow().output().asArray();
    }

    @Test
    void hasLessThanHalfOfThePapersParameters() {
        assertEquals(2_852_650, parameters(new Residual()));
    }

    @Test
    void shrinksPicturesStageByStage() {
        Architecture network = new Residual();
        assertArrayEquals(new long[] {-1, 32, 32, 32}, output(network, "stem"));
        assertArrayEquals(new long[] {-1, 32, 32, 32}, output(network, "stage1.block1"));
        assertArrayEquals(new long[] {-1, 16, 16, 64}, output(network, "stage2.block2"));
        assertArrayEquals(new long[] {-1, 8, 8, 128}, output(network, "stage3.block2"));
        assertArrayEquals(new long[] {-1, 4, 4, 256}, output(network, "stage4.block2"));
        assertArrayEquals(new long[] {-1, AgeHead.Distribution.YEARS}, output(network, "age"));
    }

    @Test
    void hasMapsOfTheSameSizeWhereItIsSymmetricAndHalfOfTheWeights() {
        Architecture symmetric = new Residual.Symmetric();
        assertArrayEquals(outputs(new Residual()), outputs(symmetric));
        assertEquals(1_426_442, parameters(symmetric));
    }

    @Test
    void hasTwoBranchesOfLessParametersTogetherThanOneNetworkHasAlone() {
        Architecture branched = new Residual.Branched();
        assertEquals(1_272_416, parameters(branched));
        for (String branch : List.of("branch1.", "branch2.")) {
            assertArrayEquals(new long[] {-1, 8, 8, 96}, output(branched, branch + "stage3.block2"));
            assertArrayEquals(new long[] {-1, 4, 4, 160}, output(branched, branch + "stage4.block2"));
        }
        assertArrayEquals(new long[] {-1, AgeHead.Distribution.YEARS}, output(branched, "age"));
    }

    @Test
    void tellsTheMeanOfWhatItsBranchesTell() {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Heads heads = new Residual.Branched().build(Layers.predicting(tf, new VariableWeights(tf, 1)),
                    SymmetricLayersTest.noise(tf, 32));
            session.initialize();
            float[][] genders = new float[3][];
            float[][] ages = new float[3][];
            try (Result result = session.runner().fetch(heads.gender()).fetch(heads.age().output())
                    .fetch(heads.branches().get(0).gender()).fetch(heads.branches().get(0).age().output())
                    .fetch(heads.branches().get(1).gender()).fetch(heads.branches().get(1).age().output()).run()) {
                for (int i = 0; i < 3; i++) {
                    genders[i] = TensorValues.floats((TFloat32) result.get(2 * i));
                    ages[i] = TensorValues.floats((TFloat32) result.get(2 * i + 1));
                }
            }
            assertNotEquals(genders[1][0], genders[2][0]);
            assertEquals((genders[1][0] + genders[2][0]) / 2, genders[0][0], 1e-6);
            for (int year = 0; year < AgeHead.Distribution.YEARS; year++) {
                assertEquals((ages[1][year] + ages[2][year]) / 2, ages[0][year], 1e-6);
            }
        }
    }

    @Test
    void looksCloserThroughMoreChannelsWhereItIsWide() {
        Architecture wide = new Residual.Wide();
        assertArrayEquals(new long[] {-1, 48, 48, 32}, output(wide, "stem"));
        assertArrayEquals(new long[] {-1, 24, 24, 96}, output(wide, "stage2.block2"));
        assertArrayEquals(new long[] {-1, 12, 12, 192}, output(wide, "stage3.block3"));
        assertArrayEquals(new long[] {-1, 6, 6, 384}, output(wide, "stage4.block2"));
        assertEquals(3_512_330, parameters(wide));
    }

    private static long[][] outputs(Architecture network) {
        return layers(network, network.input().batchShape(-1)).stream()
                .filter(layer -> layer.name().matches("stem|stage.[.]block.|gender|age"))
                .map(layer -> layer.output().asArray()).toArray(long[][]::new);
    }

    private static long parameters(Architecture network) {
        return layers(network, network.input().batchShape(-1)).stream().mapToLong(Layer::parameters).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"branched", "residual", "wide"})
    void takesPicturesOfAnySizeWithTheSameWeights(String name) {
        Architecture network = Architecture.named(name);
        long full = layers(network, new ImageInput(96, 3).batchShape(-1)).stream().mapToLong(Layer::parameters).sum();
        long any = layers(network, Shape.of(-1, -1, -1, 3)).stream().mapToLong(Layer::parameters).sum();
        assertEquals(full, any);
    }

    @ParameterizedTest
    @CsvSource({"symmetric-64,1426442", "branched-64,1272416", "residual-64-without-excitation,2808342",
        "residual-64-one-age,2822838", "residual-64,2852650", "residual-64-grey,2851050"})
    void hasVariantsThatDifferInOneThing(String name, long parameters) {
        assertEquals(parameters, parameters(Architecture.named(name)));
    }
}
