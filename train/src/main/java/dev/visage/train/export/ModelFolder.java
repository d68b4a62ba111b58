package dev.visage.train.export;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.DataException;
import dev.visage.train.data.Dataset;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.EvaluationReport;
import dev.visage.train.export.Freezer.Frozen;
import dev.visage.train.files.Folders;
import dev.visage.train.fit.RunFolder;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/** A version of a model, ready to be published: SavedModel, manifest, figures and plots. */
public record ModelFolder(Path path) {

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
                new Manifest.Provenance(start, frozen.bestEpoch(), TensorFlow.version(), Runtime.version().toString()),
                evaluation.overall().figures());
        Json.write(folder.resolve(Manifest.FILE), manifest);
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
        if (!Files.exists(path.resolve(Manifest.FILE))) {
            throw new NoSuchFileException(path.resolve(Manifest.FILE).toString());
        }
        return Json.read(path.resolve(Manifest.FILE), Manifest.class);
    }
}
