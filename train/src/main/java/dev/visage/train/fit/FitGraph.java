package dev.visage.train.fit;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Batch;
import dev.visage.train.data.Gender;
import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.Dropout;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImageInput;
import dev.visage.train.network.ImagePipeline;
import dev.visage.train.network.Layers;
import dev.visage.train.network.Normalization;
import dev.visage.train.network.TensorValues;
import dev.visage.train.network.VariableWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The TensorFlow graph of a run and its session: one tower with dropout that is fitted, and one without that predicts
 * with the averaged weights.
 */
public final class FitGraph implements AutoCloseable {

    private static final int PREDICT_BATCH = 256;
    private static final int YEARS = AgeHead.Distribution.YEARS;

    private final ImageInput input;
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TUint8> images;
    private final Placeholder<TFloat32> gender;
    private final Placeholder<TFloat32> age;
    private final Placeholder<TFloat32> learningRate;
    private final Placeholder<TInt64> step;
    private final Placeholder<TFloat32> mixing;
    private final Objective objective;
    private final Op train;
    private final long parameters;
    private final Operand<TFloat32> predictedGender;
    private final Operand<TFloat32> predictedAge;
    private final Optional<Operand<TFloat32>> predictedAgeLogits;
    private final AveragedWeights averaged;

    public FitGraph(Architecture architecture, FitSettings settings) {
        this(architecture, settings, Map.of(), List.of());
    }

    /**
     * @param start    what weights and statistics start from, by name; those that are not named start from random values
     * @param teachers each tells what counts as much as the label does
     */
    public FitGraph(Architecture architecture, FitSettings settings, Map<String, float[]> start,
            List<FittedNetwork> teachers) {
        input = architecture.input();
        Ops tf = Ops.create(graph);
        if (settings.samples().smallFirst() > 0 && !architecture.takesAnySize()) {
            throw new IllegalArgumentException("--small-first needs a network that takes pictures of any size, which "
                    + architecture.name() + " does not");
        }
        images = tf.placeholder(TUint8.class, Placeholder.shape(architecture.takesAnySize()
                ? Shape.of(-1, -1, -1, input.channels()) : input.batchShape(-1)));
        gender = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
        age = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
        learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        mixing = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        Operand<TFloat32> normalized =
                new ImagePipeline(tf, input).normalize(tf.dtypes.cast(images, TFloat32.class));

        VariableWeights weights = new VariableWeights(tf, settings.seed(), start);
        List<Op> updates = new ArrayList<>();
        Layers fitted = new Layers(tf, weights, Dropout.seeded(tf, step, settings.seed()),
                Normalization.byBatch(tf, weights, updates));
        UnaryOperator<Operand<TFloat32>> mixer = settings.samples().mixing() == 0 ? UnaryOperator.identity()
                : batch -> mix(tf, batch);
        Operand<TFloat32> seen = mixer.apply(normalized);
        List<Objective.Targets> sources = new ArrayList<>();
        sources.add(Objective.Targets.of(tf, gender, age, settings.loss()).mixed(mixer));
        for (FittedNetwork teacher : teachers) {
            Ops scope = tf.withSubScope("teacher" + sources.size());
            sources.add(Objective.Targets.of(scope, teacher.answers(scope, seen, input), settings.loss()));
        }
        objective = Objective.of(tf, architecture.build(fitted, seen), Objective.Targets.mean(tf, sources),
                settings.loss());
        parameters = weights.parameters();

        averaged = new AveragedWeights(tf, weights);
        Heads heads = architecture.build(Layers.predicting(tf, averaged), normalized);
        predictedGender = heads.gender();
        predictedAge = heads.age().estimate(tf);
        predictedAgeLogits = heads.age() instanceof AgeHead.Distribution distribution
                ? Optional.of(distribution.logits()) : Optional.empty();

        updates.addAll(new AdamW(tf, learningRate, settings.optimizer().weightDecay())
                .minimize(graph, objective.total(), weights.fitted()));
        train = tf.withControlDependencies(averaged.update(step, settings.optimizer().averagingDecay(), updates)).noOp();
        session = new Session(graph, config(settings));
        session.initialize();
    }

    /** Each image or label with that at the same place from the batch's end. */
    private Operand<TFloat32> mix(Ops tf, Operand<TFloat32> batch) {
        Operand<TFloat32> others = tf.reverse(batch, tf.constant(new int[] {0}));
        return tf.math.add(others, tf.math.mul(mixing, tf.math.sub(batch, others)));
    }

    private static ConfigProto config(FitSettings settings) {
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(Runtime.getRuntime().availableProcessors())
                .setInterOpParallelismThreads(1);
        if (settings.bfloat16()) {
            config.setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(RewriterConfig.newBuilder()
                    .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON)));
        }
        return config.build();
    }

    /** @param number of the step, from 0 */
    public StepLosses step(Batch batch, double rate, long number) {
        int n = batch.labels().length;
        float[] genders = new float[n];
        float[] ages = new float[n];
        for (int i = 0; i < n; i++) {
            genders[i] = batch.labels()[i].gender() == Gender.FEMALE ? 1 : 0;
            ages[i] = batch.labels()[i].age() / (float) AgeGroup.MAX_AGE;
        }
        try (TUint8 imageTensor = TUint8.tensorOf(batch.size().batchShape(n), DataBuffers.of(batch.images()));
                TFloat32 genderTensor = TFloat32.tensorOf(Shape.of(n, 1), DataBuffers.of(genders));
                TFloat32 ageTensor = TFloat32.tensorOf(Shape.of(n, 1), DataBuffers.of(ages));
                TFloat32 rateTensor = TFloat32.scalarOf((float) rate);
                TInt64 stepTensor = TInt64.scalarOf(number);
                TFloat32 mixingTensor = TFloat32.scalarOf((float) batch.mixing());
                Result result = session.runner()
                        .feed(images, imageTensor).feed(gender, genderTensor).feed(age, ageTensor)
                        .feed(learningRate, rateTensor).feed(step, stepTensor).feed(mixing, mixingTensor)
                        .addTarget(train).fetch(objective.gender()).fetch(objective.age()).run()) {
            return new StepLosses(scalar(result, 0), scalar(result, 1));
        }
    }

    private static double scalar(Result result, int index) {
        return ((TFloat32) result.get(index)).getFloat();
    }

    /** @param pixels of each face, of the network's input size */
    public RawPredictions predict(byte[][] pixels) {
        float[] logits = new float[pixels.length];
        float[] ages = new float[pixels.length];
        List<float[]> ageLogits = new ArrayList<>();
        for (int from = 0; from < pixels.length; from += PREDICT_BATCH) {
            int n = Math.min(PREDICT_BATCH, pixels.length - from);
            byte[] bytes = new byte[n * input.bytes()];
            for (int i = 0; i < n; i++) {
                System.arraycopy(pixels[from + i], 0, bytes, i * input.bytes(), input.bytes());
            }
            try (TUint8 tensor = TUint8.tensorOf(input.batchShape(n), DataBuffers.of(bytes))) {
                Session.Runner runner = session.runner().feed(images, tensor).fetch(predictedGender).fetch(predictedAge);
                predictedAgeLogits.ifPresent(runner::fetch);
                try (Result result = runner.run()) {
                    System.arraycopy(TensorValues.floats((TFloat32) result.get(0)), 0, logits, from, n);
                    float[] fractions = TensorValues.floats((TFloat32) result.get(1));
                    for (int i = 0; i < n; i++) {
                        ages[from + i] = fractions[i] * AgeGroup.MAX_AGE;
                    }
                    if (predictedAgeLogits.isPresent()) {
                        float[] years = TensorValues.floats((TFloat32) result.get(2));
                        for (int i = 0; i < n; i++) {
                            ageLogits.add(Arrays.copyOfRange(years, i * YEARS, (i + 1) * YEARS));
                        }
                    }
                }
            }
        }
        return new RawPredictions(logits, ages, List.copyOf(ageLogits));
    }

    /** How many weights are fitted. */
    public long parameters() {
        return parameters;
    }

    /** The averaged weights by name. */
    public Map<String, float[]> averagedWeights() {
        List<String> names = new ArrayList<>(averaged.averages().keySet());
        Session.Runner runner = session.runner();
        averaged.averages().values().forEach(runner::fetch);
        Map<String, float[]> values = new LinkedHashMap<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), TensorValues.floats((TFloat32) result.get(i)));
            }
        }
        return values;
    }

    /** Writes all variables as a TensorFlow checkpoint. */
    public void save(Path prefix) {
        session.save(prefix.toString());
    }

    /** Takes all variables from a checkpoint that a graph of the same settings saved. */
    public void restore(Path prefix) {
        session.restore(prefix.toString());
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
