package dev.visage.train.export;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.ConstantWeights;
import dev.visage.train.network.Dropout;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImagePipeline;
import dev.visage.train.network.FoldedWeights;
import dev.visage.train.network.Layers;
import dev.visage.train.network.Normalization;
import dev.visage.train.network.Weights;
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

    static final String FILE = "saved_model.pb";

    /** What an age is clipped to, in years. */
    private static final float MAX_AGE = AgeGroup.MAX_AGE;

    private FrozenGraph() {
    }

    /**
     * Writes {@value #FILE}.
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
            Weights folded = new ConstantWeights(tf, FoldedWeights.fold(weights));
            Heads heads = architecture.build(new Layers(tf, folded, Dropout.NONE, Normalization.folded(tf, folded)), input);

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
        Operand<TFloat32> logit = tf.math.add(
                tf.math.mul(heads.gender(), constant(tf, calibration.genderScale())), constant(tf, calibration.genderOffset()));
        Operand<TFloat32> age = clip(tf, tf.math.mul(heads.age().estimate(tf), tf.constant(MAX_AGE)));
        Operand<TFloat32> scale = tf.math.add(
                tf.math.mul(age, constant(tf, calibration.spreadPerYear())), constant(tf, calibration.spread()));
        Operand<TFloat32> low = tf.math.add(age, tf.math.mul(scale, constant(tf, calibration.intervalLow())));
        Operand<TFloat32> high = tf.math.add(age, tf.math.mul(scale, constant(tf, calibration.intervalHigh())));
        return Map.of(
                "gender_probability", named(tf, "gender_probability", tf.math.sigmoid(logit)),
                "age", named(tf, "age", age),
                "age_low", named(tf, "age_low", clip(tf, low)),
                "age_high", named(tf, "age_high", clip(tf, high)),
                "age_group_probabilities", tf.withName("age_group_probabilities").identity(ageGroups(tf, age, scale)));
    }

    /** The mass that the logistic distribution has in each group, ages being whole years, shape [n, 9]. */
    private static Operand<TFloat32> ageGroups(Ops tf, Operand<TFloat32> age, Operand<TFloat32> scale) {
        AgeGroup[] groups = AgeGroup.values();
        float[] bounds = new float[groups.length - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = groups[i].high() + 0.5f;
        }
        Operand<TFloat32> below = tf.math.sigmoid(tf.math.div(tf.math.sub(tf.constant(bounds), age), scale));
        Operand<TFloat32> none = tf.zerosLike(age);
        Operand<TFloat32> all = tf.onesLike(age);
        Operand<TInt32> columns = tf.constant(1);
        return tf.math.sub(tf.concat(List.of(below, all), columns), tf.concat(List.of(none, below), columns));
    }

    private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> age) {
        return tf.clipByValue(age, tf.constant(0f), tf.constant(MAX_AGE));
    }

    private static Operand<TFloat32> constant(Ops tf, double value) {
        return tf.constant((float) value);
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
