package dev.visage.train.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.Face;
import dev.visage.train.fit.FitGraph;
import dev.visage.train.export.ModelFolder;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.ValidationFigures;
import dev.visage.train.network.Architecture;
import dev.visage.train.support.LocalS3;
import dev.visage.train.support.Plots;
import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From labelled photos to a published model, by the commands that a person gives. */
class WalkTest {

    private static final List<Face> FACES = SyntheticFaces.faces(216);

    @TempDir
    static Path folder;
    private static Path data;
    private static Path run;
    private static Path model;
    private static String fitted;

    @BeforeAll
    static void fitAndExport() throws IOException {
        data = SyntheticFaces.writeArchive(folder.resolve("faces.tar.gz"), FACES);
        run = folder.resolve("run");
        model = folder.resolve("models/visage/1");
        fitted = fit().assertSucceeded();
        String exported = CommandRun.of("export", "--run", run, "--data", data, "--to", folder.resolve("models"),
                "--version", 1).assertSucceeded();
        assertTrue(exported.endsWith(model + "\n"), exported);
    }

    private static CommandRun fit(Object... more) {
        return CommandRun.of(Stream.concat(Stream.of("fit", "--data", data, "--run", run,
                "--architecture", "tiny", "--epochs", 5, "--batch", 16, "--learning-rate", 0.01, "--averaging", 0.9),
                Arrays.stream(more)).toArray());
    }

    @Test
    void fitTellsWhatItFitsOnAndHowEachEpochDoes() {
        assertTrue(fitted.startsWith("216 labelled faces in " + data + "\n"), fitted);
        assertTrue(fitted.contains(" faces to fit on, 18 to validate, 18 to test\n"), fitted);
        assertEquals(5, fitted.lines().filter(line -> line.matches("epoch \\d/5: validation loss .*")).count(), fitted);
        assertTrue(fitted.matches("(?s).*All epochs are done. The best epoch is [1-5].\n"), fitted);
    }

    @Test
    void fitRefusesARunThatIsThereAndResumesItWhereAsked() {
        fit().assertRefused(73, run + ": holds a run already: go on with --resume, or give another --run");
        assertTrue(fit("--resume").assertSucceeded().contains("All epochs are done."));
    }

    @Test
    void evaluateMeasuresTheRunOnItsTestPart() throws IOException {
        String figures = CommandRun.of("evaluate", "--run", run, "--data", data).assertSucceeded();
        assertTrue(figures.contains("\"images\" : 18"), figures);
        for (String plot : List.of("roc.png", "gender.png", "age-groups.png", "ages.png", "learning-curves.png")) {
            Plots.assertIsPlot(run.resolve("evaluation").resolve(plot));
        }
    }

    @Test
    void evaluateMeasuresTheModelAsItMeasuresTheRun() throws IOException {
        Path target = folder.resolve("evaluation-of-model");
        CommandRun.of("evaluate", "--model", model, "--data", data, "--split", run.resolve("split.csv"), "--to", target)
                .assertSucceeded();
        assertEquals(Files.readString(model.resolve("evaluation.json")),
                Files.readString(target.resolve("evaluation.json")));
        String all = CommandRun.of("evaluate", "--model", model, "--data", data, "--to", target).assertSucceeded();
        assertTrue(all.contains("\"images\" : 216"), all);
    }

    @Test
    void evaluateMeasuresOnePartOfASplitWhereAskedTo() throws IOException {
        Path target = folder.resolve("evaluation-of-part");
        Path split = run.resolve("split.csv");
        Object[] command = {"evaluate", "--model", model, "--data", data, "--split", split, "--to", target, "--part"};
        String figures = CommandRun.of(with(command, "validation")).assertSucceeded();
        assertTrue(figures.contains("\"images\" : 18"), figures);
        CommandRun dropped = CommandRun.of(with(command, "dropped"));
        assertEquals(64, dropped.exitCode());
        assertTrue(dropped.err().contains("expected one of [TRAIN, VALIDATION, TEST]"), dropped.err());
        Path fittedOn = Files.writeString(folder.resolve("fitted-on.csv"),
                Files.readString(split).replace(",test\n", ",train\n"));
        CommandRun.of("evaluate", "--model", model, "--data", data, "--split", fittedOn, "--to", target).assertRefused(65,
                "None of the faces is in the test part of " + fittedOn + ". Give other --data or another --part.");
    }

    private static Object[] with(Object[] arguments, Object more) {
        return Stream.concat(Arrays.stream(arguments), Stream.of(more)).toArray();
    }

    @Test
    void evaluateRefusesOptionsThatItWouldNotHeed() {
        String ofARun = "--split and --part go with --model: a run is measured on its own test part";
        CommandRun.of("evaluate", "--run", run, "--data", data, "--part", "train").assertRefused(64, ofARun);
        CommandRun.of("evaluate", "--run", run, "--data", data, "--split", run.resolve("split.csv"))
                .assertRefused(64, ofARun);
        CommandRun.of("evaluate", "--model", model, "--data", data, "--part", "train")
                .assertRefused(64, "--part is of a --split: give that too");
    }

    @Test
    void evaluateRefusesTheFolderOfAModel() {
        String refusal = "a version never changes: give another --to than a model's folder";
        CommandRun.of("evaluate", "--model", model, "--data", data, "--to", model).assertRefused(64, refusal);
        CommandRun.of("evaluate", "--run", run, "--data", data, "--to", model).assertRefused(64, refusal);
    }

    @Test
    void evaluateNamesThePhotoThatItCannotRead() throws IOException {
        Path photos = SyntheticFaces.writeFolder(folder.resolve("one-broken"), FACES.subList(0, 70));
        String broken = FACES.get(66).name();
        Files.writeString(photos.resolve(broken), "no image");
        CommandRun.of("evaluate", "--model", model, "--data", photos, "--to", folder.resolve("none"))
                .assertRefused(65, broken + " is not a readable JPEG or PNG image. Remove it from the data.");
    }

    @Test
    void exportDocumentsTheModelAsCardDoes() throws IOException {
        Path target = folder.resolve("card");
        String printed = CommandRun.of("card", "--model", model, "--data", data, "--to", target).assertSucceeded();
        assertTrue(printed.endsWith(target.resolve("MODEL_CARD.md") + "\n"), printed);
        for (String text : List.of("MODEL_CARD.md", "evaluation.json", "robustness.json")) {
            assertEquals(Files.readString(model.resolve(text)), Files.readString(target.resolve(text)));
        }
        String card = Files.readString(target.resolve("MODEL_CARD.md"));
        Set<String> plots = Pattern.compile("!\\[[^]]*]\\(([^)]+)\\)").matcher(card).results()
                .map(plot -> plot.group(1)).collect(Collectors.toSet());
        assertEquals(8, plots.size());
        for (String plot : plots) {
            Plots.assertIsPlot(target.resolve(plot));
            Plots.assertIsPlot(model.resolve(plot));
        }
    }

    @Test
    void theCardsCommandsAreOnesThatThisTrainerTakes() throws IOException {
        List<String[]> commands = Files.readAllLines(model.resolve("MODEL_CARD.md")).stream()
                .filter(line -> line.contains("train/visage-train ")).map(line -> line.split(" ")).toList();
        assertEquals(List.of("fit", "export", "card"), commands.stream().map(command -> command[1]).toList());
        for (String[] command : commands) {
            Main.commandLine().parseArgs(Arrays.copyOfRange(command, 1, command.length));
        }
    }

    @Test
    void fitRepeatsTheRunOfAModel() throws IOException {
        Path repeated = folder.resolve("repeated");
        CommandRun.of("fit", "--data", data, "--run", repeated, "--settings-of", model).assertSucceeded();
        CommandRun.of("export", "--run", repeated, "--data", data, "--to", folder.resolve("models"), "--version", 2)
                .assertSucceeded();
        assertEquals(new RunFolder(run).started().settings(), new RunFolder(repeated).started().settings());
        Map<String, float[]> weights = weights(run);
        weights(repeated).forEach((name, values) -> assertArrayEquals(weights.get(name), values, name));
        assertEquals(Files.readString(model.resolve("evaluation.json")),
                Files.readString(folder.resolve("models/visage/2/evaluation.json")));
    }

    /**
     * Fits a run that takes something from the first one, and exports it.
     *
     * @param option how it takes it
     * @return the model's folder
     */
    private static Path fitAfterTheFirst(String option, int version) {
        Path second = folder.resolve("run-" + version);
        CommandRun.of("fit", "--data", data, "--run", second, option, run, "--architecture", "tiny", "--epochs", 1,
                "--batch", 16).assertSucceeded();
        CommandRun.of("export", "--run", second, "--data", data, "--to", folder.resolve("models"), "--version", version)
                .assertSucceeded();
        return folder.resolve("models/visage/" + version);
    }

    @Test
    void fitStartsFromAnotherRunAndSaysSoInTheCard() throws IOException {
        Path second = fitAfterTheFirst("--start-from", 3);
        String card = Files.readString(second.resolve("MODEL_CARD.md"));
        assertTrue(card.contains("it started from the best weights of run 1"), card);
        assertEquals(List.of(new RunFolder(run).started()),
                new ModelFolder(second).manifest().training().run().startedFrom());
        CommandRun.of("fit", "--data", data, "--run", folder.resolve("other"), "--start-from", run)
                .assertRefused(64, "--start-from: the run in " + run
                        + " is of tiny, and branched has not all of its weights");
        assertIsRepeatedOnlyWith("--start-from", second);
    }

    /** @param option by which the model's run took something from the first one */
    private static void assertIsRepeatedOnlyWith(String option, Path taking) throws IOException {
        Path repeated = folder.resolve("repeated" + option);
        Object[] command = {"fit", "--data", data, "--run", repeated, "--settings-of", taking};
        CommandRun.of(command).assertRefused(64, "--settings-of: the run of the model in " + taking + " was given " + option
                + " too: \"How to repeat it\" in its model card has the commands");
        CommandRun.of(with(with(command, option), run)).assertSucceeded();
        Map<String, float[]> weights = weights(folder.resolve("run-" + taking.getFileName()));
        weights(repeated).forEach((name, values) -> assertArrayEquals(weights.get(name), values, name));
    }

    @Test
    void fitLearnsFromAnotherRunAndSaysSoInTheCard() throws IOException {
        Path taught = fitAfterTheFirst("--teachers", 4);
        String card = Files.readString(taught.resolve("MODEL_CARD.md"));
        assertTrue(card.contains("It was taught by run 1, fitted on"), card);
        assertEquals(List.of(new RunFolder(run).started()),
                new ModelFolder(taught).manifest().training().run().teachers());
        CommandRun.of("fit", "--data", data, "--run", folder.resolve("other"), "--teachers", run)
                .assertRefused(64, "--teachers: the run in " + run
                        + " is of tiny, which looks at other colours than branched");
        CommandRun.of("fit", "--data", data, "--run", folder.resolve("other"), "--teachers", model)
                .assertRefused(64, "--teachers: the model in " + model
                        + " is of tiny, which looks at other colours than branched");
        assertIsRepeatedOnlyWith("--teachers", taught);
    }

    @Test
    void compareTellsWhatRunsSetOtherwiseAndHowTheyDo() throws IOException {
        Path other = folder.resolve("without-smoothing");
        CommandRun.of("fit", "--data", data, "--run", other, "--architecture", "tiny", "--epochs", 1, "--batch", 16,
                "--learning-rate", 0.01, "--averaging", 0.9, "--label-smoothing", 0).assertSucceeded();
        Path taught = folder.resolve("taught");
        CommandRun.of("fit", "--data", data, "--run", taught, "--architecture", "tiny", "--epochs", 1, "--batch", 16,
                "--learning-rate", 0.01, "--averaging", 0.9, "--start-from", run, "--teachers", run + "," + other,
                "--age-weight", 1).assertSucceeded();
        List<String> table = CommandRun.of("compare", run, other, taught).assertSucceeded().lines().toList();
        assertEquals("| run | set otherwise | loss | gender accuracy | AUC | age MAE, years |", table.get(0));
        assertTrue(table.get(2).startsWith("| run |  | 0."), table.get(2));
        assertTrue(table.get(3).startsWith("| without-smoothing | epochs: 1; loss.labelSmoothing: 0.0 | "), table.get(3));
        ValidationFigures figures = new RunFolder(taught).checkpoints().bestEpoch().validation();
        double lossAsTheFirst = figures.reweightedLoss(1, 4);
        assertTrue(table.get(4).startsWith(String.format(Locale.ROOT,
                "| taught | epochs: 1; loss.ageError: 1.0; runs to start from: 1; teachers: 2 | %.4f | ", lossAsTheFirst)),
                table.get(4));
        Path none = folder.resolve("none");
        CommandRun.of("compare", none)
                .assertRefused(66, none.resolve("run.json") + ": start a run with fit --run " + none);
    }

    private static Map<String, float[]> weights(Path path) throws IOException {
        RunFolder folder = new RunFolder(path);
        FitSettings settings = folder.started().settings();
        try (FitGraph graph = new FitGraph(Architecture.named(settings.architecture()), settings)) {
            folder.checkpoints().restoreBest(graph);
            return graph.averagedWeights();
        }
    }

    @Test
    void fitTakesNoOtherSettingsBesideThoseOfAModel() {
        CommandRun.of("fit", "--data", data, "--run", folder.resolve("other"), "--settings-of", model, "--epochs", 5,
                "--seed", 42)
                .assertRefused(64, "--settings-of takes all settings from the model: leave out --epochs, --seed");
    }

    @Test
    void fitRefusesAModelThatDoesNotTellASetting() throws IOException {
        Path old = Files.createDirectory(folder.resolve("old"));
        Path manifest = old.resolve("manifest.json");
        String complete = Files.readString(model.resolve("manifest.json"));
        Files.writeString(manifest, complete.replaceAll("\"patience\" : \\d+,", ""));
        CommandRun refused = CommandRun.of("fit", "--data", data, "--run", folder.resolve("other"), "--settings-of", old);
        assertEquals(65, refused.exitCode());
        assertTrue(refused.err().startsWith("visage-train: " + manifest
                + ", /training/run/settings: not as this trainer writes it: "), refused.err());
        assertTrue(refused.err().contains("'patience'"), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        CommandRun.of("fit", "--data", data, "--run", folder.resolve("other"), "--settings-of", folder.resolve("none"))
                .assertRefused(66, "there is no " + folder.resolve("none/manifest.json") + ".");
    }

    @Test
    void cardRefusesOtherDataAndTheFolderOfAModel() throws IOException {
        Path other = SyntheticFaces.writeArchive(folder.resolve("other.tar.gz"), FACES.subList(0, 200));
        CommandRun refused = CommandRun.of("card", "--model", model, "--data", other, "--to", folder.resolve("none"));
        assertEquals(65, refused.exitCode());
        assertTrue(refused.err().matches("visage-train: The model in .* was fitted on other data"
                + " \\(SHA-256 [0-9a-f]{64}, now [0-9a-f]{64}\\)\\. Give the same data\\.\n"), refused.err());
        String refusal = "a version never changes: give another --to than a model's folder";
        CommandRun.of("card", "--model", model, "--data", data, "--to", model).assertRefused(64, refusal);
        Path another = Files.createDirectory(folder.resolve("another"));
        Files.copy(model.resolve("manifest.json"), another.resolve("manifest.json"));
        CommandRun.of("card", "--model", model, "--data", data, "--to", another).assertRefused(64, refusal);
    }

    @Test
    void cardRefusesAModelThatDoesNotMeasureAsItsManifestTells() throws IOException {
        Path changed = Files.createDirectory(folder.resolve("changed"));
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                Files.copy(file, changed.resolve(file.getFileName()));
            }
        }
        Path manifest = changed.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceAll("\"seed\" : 42", "\"seed\" : 43"));
        CommandRun refused = CommandRun.of("card", "--model", changed, "--data", data, "--to", folder.resolve("no-card"));
        assertEquals(65, refused.exitCode());
        assertTrue(refused.err().contains(" measures otherwise than its manifest tells: "), refused.err());
    }

    @Test
    void exportRefusesAVersionThatIsThere() {
        CommandRun.of("export", "--run", run, "--data", data, "--to", folder.resolve("models"), "--version", 1)
                .assertRefused(73, model + ": is there already, and a version never changes: give another --version");
    }

    @Test
    void exportRefusesABadName() {
        CommandRun.of("export", "--run", run, "--data", data, "--to", folder.resolve("models"), "--version", "../2")
                .assertRefused(64, "--version takes lower-case letters, digits, dots, dashes and underscores, not '../2'");
    }

    @Test
    void predictTellsAgeAndGenderOfEachFile() throws IOException {
        Path woman = Files.write(folder.resolve("woman.jpg"), FACES.get(1).image());
        Path man = Files.write(folder.resolve("man.jpg"), FACES.get(0).image());
        List<String> lines = CommandRun.of("predict", "--model", model, woman, man).assertSucceeded().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith(woman + ": female ("), lines.get(0));
        assertTrue(lines.get(1).startsWith(man + ": male ("), lines.get(1));
        lines.forEach(line -> assertTrue(line.matches(
                ".*: (fe)?male \\([01]\\.\\d{3}\\), age \\d+\\.\\d, in 8 of 10 cases \\d+ to \\d+,"
                        + " group \\S+ \\([01]\\.\\d{3}\\)"),
                line));
    }

    @Test
    void predictNamesTheFileThatItCannotRead() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "no image");
        CommandRun.of("predict", "--model", model, text).assertRefused(65, text + " is not a readable JPEG or PNG file.");
        Path missing = folder.resolve("missing.jpg");
        CommandRun.of("predict", "--model", model, missing).assertRefused(66, "there is no " + missing + ".");
    }

    @Test
    void publishCopiesToAFolderOnce() throws IOException {
        Path store = folder.resolve("store");
        String where = CommandRun.of("publish", "--model", model, "--to", store.toUri()).assertSucceeded();
        assertEquals(store.resolve("visage/1").toUri() + "\n", where);
        assertArrayEquals(Files.readAllBytes(model.resolve("manifest.json")),
                Files.readAllBytes(store.resolve("visage/1/manifest.json")));
        CommandRun.of("publish", "--model", model, "--to", store.toUri()).assertRefused(73,
                store.resolve("visage/1") + ": is published already, and a version never changes");
    }

    @Test
    void publishUploadsToS3Once() throws Exception {
        try (LocalS3 s3 = new LocalS3()) {
            Object[] command = {"publish", "--model", model, "--to", "s3://models/faces", "--endpoint", s3.endpoint()};
            assertEquals("s3://models/faces/visage/1/\n", CommandRun.of(command).assertSucceeded());
            assertArrayEquals(Files.readAllBytes(model.resolve("saved_model.pb")), s3.get("faces/visage/1/saved_model.pb"));
            CommandRun.of(command).assertRefused(73,
                    "s3://models/faces/visage/1/: is published already, and a version never changes");
            s3.useSecret("a wrong one");
            CommandRun refused = CommandRun.of(command);
            assertEquals(74, refused.exitCode());
            assertEquals(1, refused.err().lines().count(), refused.err());
        }
    }

    @Test
    void publishRefusesATargetThatIsNoStore() {
        CommandRun.of("publish", "--model", model, "--to", "ftp://models")
                .assertRefused(64, "--to takes file:/path or s3://bucket/prefix, not 'ftp://models'");
    }
}
