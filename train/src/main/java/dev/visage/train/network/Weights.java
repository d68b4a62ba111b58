package dev.visage.train.network;

import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where layers get their weights from: variables while they are fitted, their averages or constants afterwards. */
@FunctionalInterface
public interface Weights {

    /**
     * @param name  of the weight, unique in the network, such as {@code conv1.kernel}
     * @param start what a weight that does not exist yet starts from
     */
    Operand<TFloat32> get(String name, Shape shape, Initializer start);

    /** What is kept beside the weights but follows what the network sees, not a gradient. */
    default Operand<TFloat32> statistic(String name, Shape shape, Initializer start) {
        return get(name, shape, start);
    }

    /**
     * What is computed from a weight alone.
     *
     * @param computation by the operations that it is given
     */
    default Operand<TFloat32> derived(Ops tf, String name, Shape shape, Initializer start,
            BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> computation) {
        return computation.apply(tf, get(name, shape, start));
    }
}
