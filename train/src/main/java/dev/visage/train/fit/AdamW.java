package dev.visage.train.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay (<a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, 2019</a>). That of
 * tensorflow-framework 1.0.0 has one learning rate for the whole run and no weight decay.
 */
final class AdamW {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-7f;

    private final Ops tf;
    private final Operand<TFloat32> learningRate;
    private final float weightDecay;

    /** @param weightDecay of kernels; biases keep their size */
    AdamW(Ops tf, Operand<TFloat32> learningRate, double weightDecay) {
        this.tf = tf;
        this.learningRate = learningRate;
        this.weightDecay = (float) weightDecay;
    }

    /** One step down the loss's gradient: run the operations that are returned. */
    List<Op> minimize(Graph graph, Operand<TFloat32> loss, Map<String, Variable<TFloat32>> weights) {
        Output<?>[] variables = weights.values().stream().map(Operand::asOutput).toArray(Output[]::new);
        Output<?>[] gradients = graph.addGradients(loss.asOutput(), variables);
        // Variables change in place: not one may change before every gradient has been computed.
        List<Op> allGradients = new ArrayList<>(Arrays.asList(gradients));
        Ops afterGradients = tf.withControlDependencies(allGradients);
        Variable<TFloat32> beta1Power = slot("adam.beta1", Shape.scalar(), BETA1);
        Variable<TFloat32> beta2Power = slot("adam.beta2", Shape.scalar(), BETA2);
        List<Op> updates = new ArrayList<>();
        int i = 0;
        for (Map.Entry<String, Variable<TFloat32>> weight : weights.entrySet()) {
            String name = weight.getKey();
            Variable<TFloat32> variable = weight.getValue();
            Variable<TFloat32> mean = slot("adam.mean." + name, variable.shape(), 0);
            Variable<TFloat32> variance = slot("adam.variance." + name, variable.shape(), 0);
            Op update = afterGradients.train.applyAdam(variable, mean, variance, beta1Power, beta2Power, learningRate,
                    tf.constant(BETA1), tf.constant(BETA2), tf.constant(EPSILON), gradients[i++].expect(TFloat32.class));
            updates.add(name.endsWith(".kernel") && weightDecay > 0 ? decay(variable, update) : update);
        }
        Ops afterUpdates = tf.withControlDependencies(updates);
        updates.add(afterUpdates.assign(beta1Power, afterUpdates.math.mul(beta1Power, tf.constant(BETA1))));
        updates.add(afterUpdates.assign(beta2Power, afterUpdates.math.mul(beta2Power, tf.constant(BETA2))));
        return updates;
    }

    private Op decay(Variable<TFloat32> kernel, Op update) {
        Ops afterUpdate = tf.withControlDependencies(List.of(update));
        Operand<TFloat32> share = afterUpdate.math.mul(learningRate, tf.constant(weightDecay));
        return afterUpdate.assignSub(kernel, afterUpdate.math.mul(share, kernel));
    }

    private Variable<TFloat32> slot(String name, Shape shape, float start) {
        Ops init = tf.withInitScope();
        Variable<TFloat32> slot = tf.withName(name).variable(shape, TFloat32.class);
        init.assign(slot, init.fill(init.constant(shape.asArray()), init.constant(start)));
        return slot;
    }
}
