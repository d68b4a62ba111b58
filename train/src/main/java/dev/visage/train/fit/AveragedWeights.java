package dev.visage.train.fit;

import dev.visage.train.network.Initializer;
import dev.visage.train.network.VariableWeights;
import dev.visage.train.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The exponential moving average of each weight over the steps, which generalizes better than the last step's weights
 * (<a href="https://arxiv.org/abs/1803.05407">Izmailov et al., 2018</a>, show why averaging does).
 */
final class AveragedWeights implements Weights {

    private final Ops tf;
    private final Map<String, Variable<TFloat32>> weights;
    private final Map<String, Variable<TFloat32>> averages = new LinkedHashMap<>();

    AveragedWeights(Ops tf, VariableWeights weights) {
        this.tf = tf;
        this.weights = weights.all();
        this.weights.forEach((name, weight) -> averages.put(name, create("average." + name, weights.start(name))));
    }

    private Variable<TFloat32> create(String name, Operand<TFloat32> start) {
        Variable<TFloat32> average = tf.withName(name).variable(start.shape(), TFloat32.class);
        tf.withInitScope().assign(average, start);
        return average;
    }

    @Override
    public Operand<TFloat32> get(String name, Shape shape, Initializer start) {
        return averages.get(name);
    }

    Map<String, Variable<TFloat32>> averages() {
        return averages;
    }

    /**
     * Moves the averages towards the weights once those are updated. Early averages forget faster, else the random
     * values that they start from would linger.
     *
     * @param step from 0
     */
    List<Op> update(Operand<TInt64> step, double decay, List<Op> weightUpdates) {
        Ops after = tf.withControlDependencies(weightUpdates);
        Operand<TFloat32> steps = tf.dtypes.cast(step, TFloat32.class);
        Operand<TFloat32> earlyDecay = tf.math.div(tf.math.add(steps, tf.constant(1f)), tf.math.add(steps, tf.constant(10f)));
        Operand<TFloat32> move = tf.math.sub(tf.constant(1f), tf.math.minimum(tf.constant((float) decay), earlyDecay));
        return averages.entrySet().stream().<Op>map(average -> {
            Operand<TFloat32> distance = after.math.sub(average.getValue(), weights.get(average.getKey()));
            return after.assignSub(average.getValue(), after.math.mul(move, distance));
        }).toList();
    }
}
