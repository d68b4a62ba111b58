package dev.visage.train.export;

import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.data.FaceDecoder;
import dev.visage.train.data.Part;
import dev.visage.train.data.Split;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.files.Folders;
import dev.visage.train.fit.EpochReport;
import dev.visage.train.fit.FitGraph;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.network.Architecture;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes a model of a run: the best epoch's averaged weights, calibrated on the validation part, frozen. */
public final class Freezer {

    private Freezer() {
    }

    /**
     * A frozen model and how it does on the run's test part.
     *
     * @param parameters how many weights were fitted
     * @param outcomes   of the test part
     */
    public record Frozen(long parameters, EpochReport bestEpoch, Calibration calibration,
            Map<String, SignatureDescription> signatures, List<Outcome> outcomes) {

        public Evaluation evaluation() {
            return Evaluation.of(outcomes);
        }
    }

    /** Measures the model that {@link #freeze} would make, without keeping it. */
    public static List<Outcome> measure(RunFolder run, Dataset data) throws IOException {
        Path temporary = Files.createTempDirectory("visage-");
        try {
            return freeze(run, data, temporary.resolve("model")).outcomes();
        } finally {
            Folders.delete(temporary);
        }
    }

    /**
     * Writes the SavedModel and measures it, from the bytes of the test part's files.
     *
     * @param folder that does not exist yet
     * @throws FileAlreadyExistsException if it does
     */
    public static Frozen freeze(RunFolder run, Dataset data, Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "exists already");
        }
        FitSettings settings = run.started().settings();
        Architecture architecture = Architecture.named(settings.architecture());
        Split split = run.split(data);
        List<Face> validation = split.select(Part.VALIDATION, data.faces());
        EpochReport best;
        Map<String, float[]> weights;
        Calibration calibration;
        long parameters;
        try (FitGraph graph = new FitGraph(architecture, settings.withBfloat16(false));
                FaceDecoder decoder = new FaceDecoder(architecture.input())) {
            best = run.checkpoints().restoreBest(graph);
            weights = graph.averagedWeights();
            parameters = graph.parameters();
            calibration = Calibrator.fit(graph.predict(decoder.decode(validation)),
                    validation.stream().map(Face::label).toList());
        }
        Map<String, SignatureDescription> signatures = FrozenGraph.write(folder, architecture, weights, calibration);
        try (ExportedModel model = ExportedModel.open(folder)) {
            List<Outcome> outcomes = model.outcomes(split.select(Part.TEST, data.faces()));
            return new Frozen(parameters, best, calibration, signatures, outcomes);
        }
    }
}
