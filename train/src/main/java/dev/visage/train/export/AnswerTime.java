package dev.visage.train.export;

import dev.visage.train.files.Folders;
import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.Layers;
import dev.visage.train.network.TensorValues;
import dev.visage.train.network.VariableWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * How long a network takes for one photo, from the bytes of its file to the calibrated answers, by one thread. What the
 * weights are does not change that, so nothing has to be fitted: they are random.
 *
 * @param parameters how many weights are fitted
 * @param millis     of each run, the shortest first
 */
public record AnswerTime(String architecture, long parameters, double[] millis) {

    private static final int WARM_UP = 20;

    /** @param share of the runs that took at most so long, 0 to 1 */
    public double quantile(double share) {
        return millis[(int) (share * (millis.length - 1))];
    }

    /**
     * Measures networks in turn, so that whatever else the machine does meets all alike, and each time in another order:
     * after a large one the next one's weights are no longer in the processor's cache.
     *
     * @param image the bytes of a JPEG or PNG file
     * @param runs  of each network
     */
    public static List<AnswerTime> inTurn(List<Architecture> architectures, byte[] image, int runs) throws IOException {
        List<ExportedModel> models = new ArrayList<>();
        List<AnswerTime> times = new ArrayList<>();
        try {
            for (Architecture architecture : architectures) {
                Untrained untrained = Untrained.of(architecture);
                models.add(untrained.model());
                times.add(new AnswerTime(architecture.name(), untrained.parameters(), new double[runs]));
            }
            List<Integer> order = new ArrayList<>(IntStream.range(0, models.size()).boxed().toList());
            Random random = new Random(0);
            for (int run = -WARM_UP; run < runs; run++) {
                Collections.shuffle(order, random);
                for (int i : order) {
                    long start = System.nanoTime();
                    models.get(i).predict(List.of(image));
                    times.get(i).millis[Math.max(run, 0)] = (System.nanoTime() - start) / 1e6;
                }
            }
        } finally {
            models.forEach(ExportedModel::close);
        }
        times.forEach(time -> Arrays.sort(time.millis));
        return times;
    }

    /** A network as it is before it is fitted, frozen as it will be when it is. */
    private record Untrained(long parameters, ExportedModel model) {

        static Untrained of(Architecture architecture) throws IOException {
            Path temporary = Files.createTempDirectory("visage-");
            // The first session of a process decides how many threads its operations share, for all that follow.
            try (Graph graph = new Graph(); Session session = new Session(graph,
                    ConfigProto.newBuilder().setIntraOpParallelismThreads(1).build())) {
                Ops tf = Ops.create(graph);
                VariableWeights weights = new VariableWeights(tf, 0);
                Heads heads = architecture.build(Layers.predicting(tf, weights),
                        tf.zeros(tf.constant(architecture.input().batchShape(1)), TFloat32.class));
                session.initialize();
                Map<String, float[]> values = new HashMap<>();
                for (String name : weights.all().keySet()) {
                    try (Result result = session.runner().fetch(weights.all().get(name)).run()) {
                        values.put(name, TensorValues.floats((TFloat32) result.get(0)));
                    }
                }
                Path folder = temporary.resolve("model");
                FrozenGraph.write(folder, architecture, values, new Calibration(1, 0, neutral(heads.age()), 0.8));
                return new Untrained(weights.parameters(), ExportedModel.openForOneThread(folder));
            } finally {
                Folders.delete(temporary);
            }
        }

        private static AgeCalibration neutral(AgeHead head) {
            return head instanceof AgeHead.Distribution ? new AgeCalibration.Temperature(1, 0.1, 0.9)
                    : new AgeCalibration.Spread(1, 0, -1, 1);
        }
    }
}
