package dev.visage.train.network;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A network that can be fitted. To add one, add a class with {@code @AutoService(Architecture.class)}. */
public interface Architecture {

    /** What {@code --architecture} calls it. */
    String name();

    ImageInput input();

    /** Whether {@link #build} takes pictures of any size, with the same weights. */
    default boolean takesAnySize() {
        return false;
    }

    /** @param images values from 0 to 1, shape [n, size, size, channels] */
    Heads build(Layers layers, Operand<TFloat32> images);

    /** The shape of each weight and statistic, by name. */
    default Map<String, Shape> weightShapes() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            VariableWeights weights = new VariableWeights(tf, 0);
            build(Layers.predicting(tf, weights),
                    tf.placeholder(TFloat32.class, Placeholder.shape(input().batchShape(-1))));
            return weights.all().entrySet().stream().collect(
                    Collectors.toMap(Map.Entry::getKey, weight -> weight.getValue().shape()));
        }
    }

    /** @throws IllegalArgumentException if there is none of that name; the message lists those that there are */
    static Architecture named(String name) {
        return all().stream().filter(architecture -> architecture.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no architecture is called '" + name + "'; there is: "
                        + all().stream().map(Architecture::name).collect(Collectors.joining(", "))));
    }

    static List<Architecture> all() {
        return ServiceLoader.load(Architecture.class).stream().map(ServiceLoader.Provider::get).toList();
    }
}
