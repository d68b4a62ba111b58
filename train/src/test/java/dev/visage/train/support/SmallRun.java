package dev.visage.train.support;

import dev.visage.train.data.Change;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.data.FaceDecoder;
import dev.visage.train.fit.FitData;
import dev.visage.train.fit.FitGraph;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.LossSettings;
import dev.visage.train.fit.OptimizerSettings;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.SampleSettings;
import dev.visage.train.fit.StopRequest;
import dev.visage.train.fit.Trainer;
import dev.visage.train.fit.TrainingListener;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * A run of the tiny network on synthetic faces.
 *
 * @param weights at its end
 */
public record SmallRun(RunFolder folder, Trainer.End end, Map<String, float[]> weights) {

    public static final OptimizerSettings OPTIMIZER = new OptimizerSettings(0.01, 0.5, 0.01, 0.9);
    public static final LossSettings LOSS = new LossSettings(4, 0.5, 2.5, 0);
    public static final SampleSettings SAMPLES = new SampleSettings(EnumSet.complementOf(EnumSet.of(Change.QUALITY)), 0, 0,
            0, true);

    public static FitSettings settings(int epochs) {
        return settings("tiny", epochs, 16, 0);
    }

    public static FitSettings settings(String architecture, int epochs, int batchSize, int stepsPerEpoch) {
        return new FitSettings(architecture, epochs, batchSize, stepsPerEpoch, OPTIMIZER, LOSS, SAMPLES, 10, false, 7);
    }

    /** Starts a run, or goes on with it. */
    public static SmallRun fit(Path path, FitSettings settings, Dataset data, StopRequest stop,
            TrainingListener... listeners) throws IOException {
        RunFolder folder = new RunFolder(path);
        if (!folder.isStarted()) {
            folder.start(settings, data, "test");
        }
        try (FitGraph graph = new FitGraph(Architecture.named(settings.architecture()), settings,
                folder.startingWeights(), folder.teachers())) {
            Trainer.End end = new Trainer(graph, settings, FitData.of(settings, folder.split(data), data),
                    folder.checkpoints(), List.of(listeners), stop).run();
            return new SmallRun(folder, end, graph.averagedWeights());
        }
    }

    public static byte[][] decode(List<Face> faces, ImageInput input) {
        try (FaceDecoder decoder = new FaceDecoder(input)) {
            return decoder.decode(faces);
        }
    }
}
