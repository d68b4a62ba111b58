package dev.visage.train.cli;

import dev.visage.train.data.DataException;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.data.Part;
import dev.visage.train.data.Split;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.EvaluationReport;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.export.ExportedModel;
import dev.visage.train.export.Freezer;
import dev.visage.train.export.ModelFolder;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code visage-train evaluate}. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures a model on labelled faces, from the bytes of their files, and plots how it does.")
final class EvaluateCommand implements Callable<Integer> {

    /** Of a split, those that are looked at. */
    private enum Measured {
        TRAIN,
        VALIDATION,
        TEST
    }

    private final PrintStream out = System.out;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Mixin
    private DataOption data;

    @Option(names = "--split", paramLabel = "FILE",
            description = "The split.csv of a model's run; without it, all faces count.")
    private Path split;

    @Option(names = "--part", paramLabel = "PART", description = "Of the split: train, validation or test (default: test).")
    private Measured measured;

    @Option(names = "--to", paramLabel = "FOLDER",
            description = "Where figures (JSON) and plots (PNG) go (default: evaluation in the run's folder, or here).")
    private Path target;

    /** What is measured. */
    private static final class Subject {

        @Option(names = "--run", required = true, paramLabel = "FOLDER",
                description = "A run that fit kept: its best epoch, on its test part.")
        private Path run;

        @Option(names = "--model", required = true, paramLabel = "FOLDER",
                description = "A model folder that export made.")
        private Path model;
    }

    @Override
    public Integer call() throws IOException {
        if (subject.run == null) {
            requireThat(split != null || measured == null, "--part is of a --split: give that too");
            Path folder = target(Path.of("evaluation"));
            try (ExportedModel model = ExportedModel.open(subject.model)) {
                report(model.outcomes(faces(data.read(out))), folder);
            }
        } else {
            requireThat(split == null && measured == null,
                    "--split and --part go with --model: a run is measured on its own test part");
            RunFolder run = new RunFolder(subject.run);
            run.started();
            Path folder = target(run.evaluation());
            report(Freezer.measure(run, data.read(out)), folder);
            run.writeLearningCurves(folder);
        }
        return ExitCode.OK;
    }

    private static void requireThat(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private Path target(Path otherwise) {
        Path folder = target == null ? otherwise : target;
        ModelFolder.requireNoModel(folder);
        return folder;
    }

    private List<Face> faces(Dataset dataset) throws IOException {
        if (split == null) {
            return dataset.faces();
        }
        Part part = measured == null ? Part.TEST : Part.valueOf(measured.name());
        List<Face> faces = Split.read(split).select(part, dataset.faces());
        if (faces.isEmpty()) {
            throw new DataException("None of the faces is in the " + part.name().toLowerCase(Locale.ROOT) + " part of "
                    + split + ". Give other --data or another --part.");
        }
        return faces;
    }

    private void report(List<Outcome> outcomes, Path folder) throws IOException {
        Evaluation evaluation = Evaluation.of(outcomes);
        EvaluationReport.write(folder, evaluation, outcomes);
        out.print(Json.toString(evaluation.overall().figures()));
        out.println(folder);
    }
}
