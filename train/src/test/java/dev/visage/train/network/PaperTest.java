package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class PaperTest {

    @Test
    void isThePapersTable() {
        Paper paper = new Paper();
        assertEquals(new ImageInput(64, 1), paper.input());
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 1);
            Layers layers = Layers.predicting(tf, weights);
            paper.build(layers, tf.placeholder(TFloat32.class, Placeholder.shape(paper.input().batchShape(-1))));
            assertEquals("""
                    conv1 [n, 62, 62, 32] 320
                    conv2 [n, 60, 60, 64] 18496
                    pool1 [n, 30, 30, 64] 0
                    conv3 [n, 28, 28, 128] 73856
                    pool2 [n, 14, 14, 128] 0
                    dropout [n, 14, 14, 128] 0
                    flatten [n, 25088] 0
                    gender.dense [n, 128] 3211392
                    gender.dropout [n, 128] 0
                    gender.output [n, 1] 129
                    age.dense [n, 128] 3211392
                    age.dropout [n, 128] 0
                    age.output [n, 1] 129""", layers.built().stream().map(PaperTest::row).collect(Collectors.joining("\n")));
            assertEquals(6_515_714, layers.built().stream().mapToLong(Layer::parameters).sum());
        }
    }

    private static String row(Layer layer) {
        String shape = Arrays.toString(layer.output().asArray()).replace("-1", "n");
        return layer.name() + " " + shape + " " + layer.parameters();
    }
}
