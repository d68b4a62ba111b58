package dev.visage.train.export;

import dev.visage.train.card.ModelCard;
import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.DataException;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.data.Part;
import dev.visage.train.data.Split;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.EvaluationReport;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.evaluate.Robustness;
import dev.visage.train.export.Freezer.Frozen;
import dev.visage.train.files.Folders;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.FittedNetwork;
import dev.visage.train.fit.LearningCurves;
import dev.visage.train.fit.Provenance;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.Teacher;
import dev.visage.train.json.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/** A version of a model, ready to be published: SavedModel, manifest, model card, figures and plots. */
public record ModelFolder(Path path) implements Teacher {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    /**
     * Makes the folder {@code models/name/version} of a run.
     *
     * @throws IllegalArgumentException   if name or version has other characters than lower-case letters, digits, dots,
     *                                    dashes and underscores
     * @throws FileAlreadyExistsException if there is such a version: a version never changes
     */
    public static ModelFolder export(RunFolder run, Dataset data, Path models, String name, String version)
            throws IOException {
        requireName("--name", name);
        requireName("--version", version);
        Path path = models.resolve(name).resolve(version);
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString(), null,
                    "is there already, and a version never changes: give another --version");
        }
        // Beside it, so that the whole version appears by one rename; what a crash left is no version.
        Path unfinished = path.resolveSibling("." + version + ".unfinished");
        Folders.delete(unfinished);
        try {
            fill(unfinished, run, data, name, version);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(unfinished);
        }
        return new ModelFolder(path);
    }

    private static void fill(Path folder, RunFolder run, Dataset data, String name, String version) throws IOException {
        Frozen frozen = Freezer.freeze(run, data, folder);
        Evaluation evaluation = frozen.evaluation();
        EvaluationReport.write(folder, evaluation, frozen.outcomes());
        run.writeLearningCurves(folder);
        RunFolder.Start start = run.started();
        Manifest manifest = new Manifest(Manifest.SCHEMA, name, version, start.settings().architecture(),
                frozen.parameters(), Instant.now(), files(folder), frozen.signatures(), List.of(AgeGroup.values()),
                List.of("female", "male"), Calibrator.INTERVAL_COVERAGE, frozen.calibration(),
                new Provenance(start, frozen.bestEpoch(), TensorFlow.version(), Runtime.version().toString()),
                evaluation.overall().figures());
        try (ExportedModel model = ExportedModel.open(folder)) {
            writeCard(folder, manifest, model, run.split(data).select(Part.TEST, data.faces()), evaluation);
        }
        // The card tells what the manifest does, and the manifest lists the card.
        Json.write(folder.resolve(Manifest.FILE), manifest.withFiles(files(folder)));
    }

    private static void writeCard(Path target, Manifest manifest, ExportedModel model, List<Face> tested,
            Evaluation evaluation) throws IOException {
        Robustness robustness = Robustness.of(tested, model::outcomes);
        robustness.write(target);
        ModelCard.write(target, manifest.cardSubject(), evaluation, robustness);
    }

    /**
     * Measures the model anew and writes its card, with all figures and plots.
     *
     * @param data   that the model was fitted on
     * @param target another folder than a model's
     * @throws DataException            if it is other data, or if the model measures otherwise than its manifest tells
     * @throws IllegalArgumentException if the target is a model's folder
     */
    public void writeCard(Dataset data, Path target) throws IOException {
        Manifest manifest = verifiedManifest();
        RunFolder.Start run = manifest.training().run();
        if (!run.dataSha256().equals(data.sha256())) {
            throw new DataException("The model in " + path + " was fitted on other data (SHA-256 " + run.dataSha256()
                    + ", now " + data.sha256() + "). Give the same data.");
        }
        requireNoModel(target);
        List<Face> tested = RunFolder.splitFor(settings(), data).select(Part.TEST, data.faces());
        try (ExportedModel model = ExportedModel.open(path)) {
            List<Outcome> outcomes = model.outcomes(tested);
            Evaluation evaluation = Evaluation.of(outcomes);
            if (!evaluation.overall().figures().agreesWith(manifest.figures())) {
                throw new DataException("The model in " + path + " measures otherwise than its manifest tells: this trainer"
                        + " does not split the data as that of commit " + run.commit() + " did. Use that one.");
            }
            EvaluationReport.write(target, evaluation, outcomes);
            writeCard(target, manifest, model, tested, evaluation);
        }
        Files.copy(path.resolve(LearningCurves.FILE), target.resolve(LearningCurves.FILE),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IllegalArgumentException if there is a model in the folder: a version never changes */
    public static void requireNoModel(Path target) {
        if (new ModelFolder(target).exists()) {
            throw new IllegalArgumentException("a version never changes: give another --to than a model's folder");
        }
    }

    @Override
    public String description() {
        return "model in " + path;
    }

    @Override
    public RunFolder.Start started() throws IOException {
        return manifest().training().run();
    }

    /** None: the manifest tells the seed alone. */
    @Override
    public Optional<Split> split() {
        return Optional.empty();
    }

    @Override
    public void copyWeights(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(path.resolve(FittedNetwork.MODEL), folder.resolve(FittedNetwork.MODEL));
    }

    /**
     * The settings that the model's run was started with.
     *
     * @throws NoSuchFileException if there is no model in the folder
     * @throws DataException       if the manifest does not tell all settings that this trainer has
     */
    public FitSettings settings() throws IOException {
        return Json.readComplete(existingManifest(), "/training/run/settings", FitSettings.class);
    }

    private static void requireName(String option, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(option + " takes lower-case letters, digits, dots, dashes and underscores,"
                    + " not '" + name + "'");
        }
    }

    private static List<ModelFile> files(Path folder) throws IOException {
        List<ModelFile> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                files.add(ModelFile.of(folder, file));
            }
        }
        return List.copyOf(files);
    }

    /**
     * The manifest, if the files are those that it lists.
     *
     * @throws NoSuchFileException if a file is missing
     * @throws DataException       if a file is not the one that was exported
     */
    public Manifest verifiedManifest() throws IOException {
        Manifest manifest = manifest();
        for (ModelFile file : manifest.files()) {
            if (!ModelFile.of(path, path.resolve(file.path())).equals(file)) {
                throw new DataException(path.resolve(file.path()) + " is not the file that was exported. Export again.");
            }
        }
        return manifest;
    }

    /** @throws NoSuchFileException if there is no model in the folder */
    public Manifest manifest() throws IOException {
        return Json.read(existingManifest(), Manifest.class);
    }

    /** Whether there is a model in the folder. */
    public boolean exists() {
        return Files.exists(path.resolve(Manifest.FILE));
    }

    private Path existingManifest() throws NoSuchFileException {
        Path file = path.resolve(Manifest.FILE);
        if (!exists()) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }
}
