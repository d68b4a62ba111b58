package dev.visage.train.fit;

import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImageInput;
import dev.visage.train.network.Layers;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;

/**
 * A network that was fitted before, from whose weights another one starts, or from whose answers it learns beside the
 * labels. A teacher tells of each photo as the other one sees it, changed and mixed
 * (<a href="https://arxiv.org/abs/2106.05237">Beyer et al., 2022</a>).
 *
 * @param weights the averaged ones, by name
 */
public record FittedNetwork(Architecture architecture, Map<String, float[]> weights) {

    /** @param checkpoint of a run with these settings */
    static FittedNetwork of(FitSettings settings, Path checkpoint) {
        Architecture architecture = Architecture.named(settings.architecture());
        try (FitGraph graph = new FitGraph(architecture, settings.withBfloat16(false))) {
            graph.restore(checkpoint);
            return new FittedNetwork(architecture, graph.averagedWeights());
        }
    }

    /**
     * @param images values from 0 to 1, shape [n, size, size, channels]
     * @param input  what the network looks at that these were made for; where this one looks at pictures of another
     *               size, it sees them resized
     */
    Heads answers(Ops tf, Operand<TFloat32> images, ImageInput input) {
        int size = architecture.input().size();
        Operand<TFloat32> seen = size == input.size() ? images : tf.image.resizeBilinear(images,
                tf.constant(new int[] {size, size}), ResizeBilinear.halfPixelCenters(true));
        return architecture.build(Layers.frozen(tf, weights), seen);
    }
}
