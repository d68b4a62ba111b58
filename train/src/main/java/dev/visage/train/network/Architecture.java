package dev.visage.train.network;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
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
