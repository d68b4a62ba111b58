package dev.visage.train.export;

import dev.visage.train.fit.FittedNetwork;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImagePipeline;
import dev.visage.train.network.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * The whole way from the bytes of image files to calibrated answers as one SavedModel without variables. Two signatures
 * give the same outputs: {@code serving_default} takes the files as they are, {@code oriented} turns them upright.
 */
final class FrozenGraph {

    private FrozenGraph() {
    }

    /**
     * Writes {@value FittedNetwork#MODEL}.
     *
     * @param folder that does not exist yet
     * @return the signatures, by name
     */
    static Map<String, SignatureDescription> write(Path folder, Architecture architecture, Map<String, float[]> weights,
            Calibration calibration) throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TString> images = tf.withName("images").placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
            Operand<TInt32> upright = tf.fill(tf.shape(images), tf.constant(1));
            PlaceholderWithDefault<TInt32> orientations =
                    tf.withName("orientations").placeholderWithDefault(upright, Shape.of(-1));
            ImagePipeline pipeline = new ImagePipeline(tf, architecture.input());
            Operand<TFloat32> input = pipeline.normalize(pipeline.upright(pipeline.decode(images), orientations));
            Heads heads = architecture.build(Layers.frozen(tf, weights), input);

            Signature.Builder plain = Signature.builder().key("serving_default").input("images", images);
            Signature.Builder oriented =
                    Signature.builder().key("oriented").input("images", images).input("orientations", orientations);
            answers(tf, heads, calibration).forEach((name, answer) -> {
                plain.output(name, answer);
                oriented.output(name, answer);
            });
            List<Signature> signatures = List.of(plain.build(), oriented.build());
            try (Session session = new Session(graph)) {
                SavedModelBundle.exporter(folder.toString()).withSession(session)
                        .withSignatures(signatures.toArray(Signature[]::new)).export();
            }
            removeEmptyFolders(folder);
            return SignatureDescription.of(signatures);
        }
    }

    private static Map<String, Operand<TFloat32>> answers(Ops tf, Heads heads, Calibration calibration) {
        Operand<TFloat32> logit = tf.math.add(tf.math.mul(heads.gender(), tf.constant((float) calibration.genderScale())),
                tf.constant((float) calibration.genderOffset()));
        AgeAnswers ages = AgeAnswers.of(tf, heads.age(), calibration.age());
        return Map.of(
                "gender_probability", named(tf, "gender_probability", tf.math.sigmoid(logit)),
                "age", named(tf, "age", ages.age()),
                "age_low", named(tf, "age_low", ages.low()),
                "age_high", named(tf, "age_high", ages.high()),
                "age_group_probabilities", tf.withName("age_group_probabilities").identity(ages.groups()));
    }

    /** From shape [n, 1] to [n]. */
    private static Operand<TFloat32> named(Ops tf, String name, Operand<TFloat32> column) {
        return tf.withName(name).reshape(column, tf.constant(new int[] {-1}));
    }

    /** The exporter lays out folders for variables and assets, of which there are none. */
    private static void removeEmptyFolders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                Files.delete(entry);
            }
        }
    }
}
