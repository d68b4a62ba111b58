package dev.visage.train.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Weights that are fitted: a variable each, made when a layer first asks for it. */
public final class VariableWeights implements Weights {

    private final Ops tf;
    private final long seed;
    private final Map<String, float[]> known;
    private final Map<String, Operand<TFloat32>> start = new LinkedHashMap<>();
    private final Map<String, Variable<TFloat32>> fitted = new LinkedHashMap<>();
    private final Map<String, Variable<TFloat32>> statistics = new LinkedHashMap<>();

    /** @param seed of the values that weights start from; the same seed gives the same values */
    public VariableWeights(Ops tf, long seed) {
        this(tf, seed, Map.of());
    }

    /** @param known what weights and statistics start from, by name, in place of random values */
    public VariableWeights(Ops tf, long seed, Map<String, float[]> known) {
        this.tf = tf;
        this.seed = seed;
        this.known = known;
    }

    @Override
    public Operand<TFloat32> get(String name, Shape shape, Initializer start) {
        return fitted.computeIfAbsent(name, unknown -> create(name, shape, start));
    }

    @Override
    public Operand<TFloat32> statistic(String name, Shape shape, Initializer start) {
        return statistics.computeIfAbsent(name, unknown -> create(name, shape, start));
    }

    private Variable<TFloat32> create(String name, Shape shape, Initializer initializer) {
        Ops init = tf.withInitScope();
        float[] values = known.get(name);
        start.put(name, values == null ? initializer.values(init, shape, 31 * seed + name.hashCode())
                : init.constant(shape, DataBuffers.of(values)));
        Variable<TFloat32> variable = tf.withName(name).variable(shape, TFloat32.class);
        init.assign(variable, start.get(name));
        return variable;
    }

    /** What a weight or statistic starts from. */
    public Operand<TFloat32> start(String name) {
        return start.get(name);
    }

    /** What gradients change, by name, in the order of the layers. */
    public Map<String, Variable<TFloat32>> fitted() {
        return Collections.unmodifiableMap(fitted);
    }

    /** How many numbers gradients change. */
    public long parameters() {
        return fitted.values().stream().mapToLong(weight -> weight.shape().size()).sum();
    }

    /** Weights and statistics by name. */
    public Map<String, Variable<TFloat32>> all() {
        Map<String, Variable<TFloat32>> all = new LinkedHashMap<>(fitted);
        all.putAll(statistics);
        return Collections.unmodifiableMap(all);
    }
}
