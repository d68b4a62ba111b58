package dev.visage.train.fit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * The mean of what several checkpoints hold. Where one network was fitted on from the same weights in several ways, the
 * mean of the weights may do better than each
 * (<a href="https://arxiv.org/abs/2203.05482">Wortsman et al., 2022</a>, "model soups").
 */
final class CheckpointMean {

    private CheckpointMean() {
    }

    /**
     * Writes a checkpoint of the means.
     *
     * @param variables names of the variables, floats of the same shape in all checkpoints
     */
    static void write(List<String> variables, List<Path> checkpoints, Path mean) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Constant<TString> names = tf.constant(NdArrays.vectorOfObjects(variables.toArray(String[]::new)));
            Constant<TString> whole = tf.constant(
                    NdArrays.vectorOfObjects(Collections.nCopies(variables.size(), "").toArray(String[]::new)));
            List<List<Output<?>>> held = checkpoints.stream().map(checkpoint -> tf.train.restore(
                    tf.constant(checkpoint.toString()), names, whole,
                    Collections.nCopies(variables.size(), TFloat32.class)).tensors()).toList();
            List<Operand<?>> means = new ArrayList<>();
            for (int i = 0; i < variables.size(); i++) {
                int variable = i;
                means.add(mean(tf, held.stream()
                        .<Operand<TFloat32>>map(tensors -> tensors.get(variable).expect(TFloat32.class)).toList()));
            }
            session.runner().addTarget(tf.train.save(tf.constant(mean.toString()), names, whole, means)).run();
        }
    }

    private static Operand<TFloat32> mean(Ops tf, List<Operand<TFloat32>> values) {
        return tf.math.div(tf.math.addN(values), tf.constant((float) values.size()));
    }
}
