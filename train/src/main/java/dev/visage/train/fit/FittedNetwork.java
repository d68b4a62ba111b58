package dev.visage.train.fit;

import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImageInput;
import dev.visage.train.network.Layers;
import dev.visage.train.network.TensorValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * A network that was fitted before, from whose weights another one starts, or from whose answers it learns beside the
 * labels. A teacher tells of each photo as the other one sees it, changed and mixed
 * (<a href="https://arxiv.org/abs/2106.05237">Beyer et al., 2022</a>).
 *
 * @param weights the averaged ones, by name; normalization is folded into those of a model
 */
public record FittedNetwork(Architecture architecture, Map<String, float[]> weights) {

    /** The file of a model that is a network's graph with its weights in it. */
    public static final String MODEL = "saved_model.pb";

    /**
     * @param folder   where a {@link Teacher} copied its weights to
     * @param settings of its run
     */
    static FittedNetwork in(Path folder, FitSettings settings) throws IOException {
        Architecture architecture = Architecture.named(settings.architecture());
        if (Files.exists(folder.resolve(MODEL))) {
            return new FittedNetwork(architecture, constants(folder));
        }
        try (FitGraph graph = new FitGraph(architecture, settings.withBfloat16(false))) {
            graph.restore(Checkpoints.weightsIn(folder));
            return new FittedNetwork(architecture, graph.averagedWeights());
        }
    }

    private static Map<String, float[]> constants(Path folder) {
        try (SavedModelBundle bundle = SavedModelBundle.load(folder.toString())) {
            List<GraphOperation> constants = new ArrayList<>();
            bundle.graph().operations().forEachRemaining(operation -> {
                if (operation.type().equals(Constant.OP_NAME) && operation.output(0).dataType() == DataType.DT_FLOAT) {
                    constants.add(operation);
                }
            });
            Session.Runner runner = bundle.session().runner();
            constants.forEach(constant -> runner.fetch(constant.name()));
            Map<String, float[]> values = new HashMap<>();
            try (Result result = runner.run()) {
                for (int i = 0; i < constants.size(); i++) {
                    values.put(constants.get(i).name(), TensorValues.floats((TFloat32) result.get(i)));
                }
            }
            return values;
        }
    }

    /**
     * @param images values from 0 to 1, shape [n, size, size, channels]
     * @param input  what the network looks at that these were made for; where this one looks at pictures of another
     *               size, or takes one size alone while those may be smaller at first, it sees them resized
     */
    Heads answers(Ops tf, Operand<TFloat32> images, ImageInput input) {
        int size = architecture.input().size();
        boolean asTheyAre = size == input.size() && architecture.takesAnySize();
        Operand<TFloat32> seen = asTheyAre ? images : tf.image.resizeBilinear(images,
                tf.constant(new int[] {size, size}), ResizeBilinear.halfPixelCenters(true));
        return architecture.build(Layers.frozen(tf, weights), seen);
    }
}
