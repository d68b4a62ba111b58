package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class ResidualTest {

    private static List<Layer> layers(Shape images) {
        return layers(new Residual(), images);
    }

    private static List<Layer> layers(Architecture network, Shape images) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 1);
            Layers layers = Layers.predicting(tf, weights);
            network.build(layers, tf.placeholder(TFloat32.class, Placeholder.shape(images)));
            return layers.built();
        }
    }

    private static long[] output(String layer, Shape images) {
        return layers(images).stream().filter(built -> built.name().equals(layer)).findFirst().orElseThrow()
                .output().asArray();
    }

    @Test
    void hasLessThanHalfOfThePapersParameters() {
        assertEquals(2_852_650, parameters(new Residual()));
    }

    @Test
    void shrinksPicturesStageByStage() {
        Shape images = new Residual().input().batchShape(-1);
        assertArrayEquals(new long[] {-1, 32, 32, 32}, output("stem", images));
        assertArrayEquals(new long[] {-1, 32, 32, 32}, output("stage1.block1", images));
        assertArrayEquals(new long[] {-1, 16, 16, 64}, output("stage2.block2", images));
        assertArrayEquals(new long[] {-1, 8, 8, 128}, output("stage3.block2", images));
        assertArrayEquals(new long[] {-1, 4, 4, 256}, output("stage4.block2", images));
        assertArrayEquals(new long[] {-1, AgeHead.Distribution.YEARS}, output("age", images));
    }

    @Test
    void hasMapsOfTheSameSizeWhereItIsSymmetricAndHalfOfTheWeights() {
        Architecture symmetric = new Residual.Symmetric();
        assertArrayEquals(outputs(new Residual()), outputs(symmetric));
        assertEquals(1_426_442, parameters(symmetric));
    }

    private static long[][] outputs(Architecture network) {
        return layers(network, network.input().batchShape(-1)).stream()
                .filter(layer -> layer.name().matches("stem|stage.[.]block.|gender|age"))
                .map(layer -> layer.output().asArray()).toArray(long[][]::new);
    }

    private static long parameters(Architecture network) {
        return layers(network, network.input().batchShape(-1)).stream().mapToLong(Layer::parameters).sum();
    }

    @Test
    void takesPicturesOfAnySizeWithTheSameWeights() {
        long full = layers(new ImageInput(96, 3).batchShape(-1)).stream().mapToLong(Layer::parameters).sum();
        long any = layers(Shape.of(-1, -1, -1, 3)).stream().mapToLong(Layer::parameters).sum();
        assertEquals(full, any);
    }

    @ParameterizedTest
    @CsvSource({"symmetric-64,1426442", "residual-64-without-excitation,2808342", "residual-64-one-age,2822838",
        "residual-64,2852650", "residual-64-grey,2851050"})
    void hasVariantsThatDifferInOneThing(String name, long parameters) {
        assertEquals(parameters, parameters(Architecture.named(name)));
    }
}
