package dev.visage.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path folder;
    private Path run;

    @BeforeEach
    void chooseRun() {
        run = folder.resolve("run");
    }

    private CommandRun fit(Path data) {
        return CommandRun.of("fit", "--data", data, "--run", run, "--architecture", "tiny");
    }

    @Test
    void refusesAMissingArchive() {
        Path missing = folder.resolve("UTKFace.tar.gz");
        fit(missing).assertRefused(66, "there is no " + missing + ".");
    }

    @Test
    void refusesAnEmptyFolder() {
        fit(folder).assertRefused(65, folder + " holds no image named [age]_[gender]_[race]_[date&time].jpg.chip.jpg"
                + " (0 images have other names). Give the UTKFace archive or its folder.");
    }

    @Test
    void refusesAnArchiveThatBrokeOff() throws IOException {
        Path archive = Files.write(folder.resolve("UTKFace.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        fit(archive).assertRefused(65, archive + " is not a tar.gz archive, or not a whole one."
                + " Give the UTKFace archive as it is published, or its folder.");
    }

    @Test
    void refusesAnUnknownOptionAndTellsWhereHelpIs() {
        CommandRun refused = CommandRun.of("fit", "--data", folder, "--run", run, "--epoch", 3);
        assertEquals(64, refused.exitCode());
        assertTrue(refused.err().startsWith("visage-train: Unknown option"), refused.err());
        assertTrue(refused.err().contains("--epochs"), refused.err());
        assertTrue(refused.err().endsWith("See 'visage-train fit --help'.\n"), refused.err());
    }

    @Test
    void refusesAMissingOptionAndAnUnknownCommand() {
        assertEquals(64, CommandRun.of("fit").exitCode());
        assertEquals(64, CommandRun.of("train").exitCode());
        assertEquals(64, CommandRun.of().exitCode());
    }

    @Test
    void refusesAnUnknownArchitecture() {
        CommandRun refused = CommandRun.of("fit", "--data", folder, "--run", run, "--architecture", "resnet");
        assertEquals(64, refused.exitCode());
        assertTrue(refused.err().startsWith("visage-train: no architecture is called 'resnet'; there is: "), refused.err());
    }

    @Test
    void refusesSettingsOutOfRange() {
        CommandRun.of("fit", "--data", folder, "--run", run, "--epochs", 0)
                .assertRefused(64, "--epochs must be at least 1, not 0");
    }

    @Test
    void refusesTooFewFacesForABatch() throws IOException {
        Path data = SyntheticFaces.writeFolder(folder.resolve("data"), SyntheticFaces.faces(90));
        fit(data).assertRefused(65, "The training part has 54 images, fewer than one batch of 128."
                + " Give more data or a smaller --batch.");
    }

    @Test
    void refusesARunFolderThatIsAFile() throws IOException {
        Path data = SyntheticFaces.writeFolder(folder.resolve("data"), SyntheticFaces.faces(90));
        Files.writeString(run, "a file");
        fit(data).assertRefused(73, run + ": is there already, and no run: give a --run that is new or empty");
    }

    @Test
    void refusesARunThatIsNotThere() {
        String message = run.resolve("run.json") + ": start a run with fit --run " + run;
        CommandRun.of("evaluate", "--run", run, "--data", folder)
                .assertRefused(66, message);
        CommandRun.of("export", "--run", run, "--data", folder, "--to", folder, "--version", 1)
                .assertRefused(66, message);
    }

    @Test
    void refusesADamagedRun() throws IOException {
        Files.createDirectory(run);
        Files.writeString(run.resolve("run.json"), "{\"settings\": {");
        CommandRun refused = CommandRun.of("evaluate", "--run", run, "--data", folder);
        assertEquals(74, refused.exitCode());
        assertTrue(refused.err().startsWith("visage-train: " + run.resolve("run.json") + " is damaged: "), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    @Test
    void refusesAModelThatIsNotThere() {
        Path model = folder.resolve("model");
        CommandRun.of("predict", "--model", model, "face.jpg")
                .assertRefused(66, "there is no " + model.resolve("saved_model.pb") + ".");
        CommandRun.of("card", "--model", model, "--data", folder)
                .assertRefused(66, "there is no " + model.resolve("manifest.json") + ".");
        CommandRun.of("publish", "--model", model, "--to", folder.toUri())
                .assertRefused(66, "there is no " + model.resolve("manifest.json") + ".");
    }

    @Test
    void timeMeasuresNetworksThatNobodyHasFitted() throws IOException {
        Path photo = Files.write(folder.resolve("face.jpg"), SyntheticFaces.faces(1).get(0).image());
        List<String> table = CommandRun.of("time", "--architectures", "tiny-distribution,tiny", "--runs", 5, photo)
                .assertSucceeded().lines().toList();
        assertEquals("| network | parameters | p50, ms | p90, ms | p50 against tiny |", table.get(0));
        String number = "[\\d.,]+";
        assertTrue(table.get(2).matches("\\| tiny-distribution (\\| %1$s ){3}\\| %1$s times \\|".formatted(number)),
                table.get(2));
        assertTrue(table.get(3).matches("\\| tiny \\|.*\\| 1.00 times \\|"), table.get(3));
    }

    @Test
    void timeRefusesWhatItCannotMeasure() throws IOException {
        Path photo = Files.writeString(folder.resolve("face.jpg"), "no photo");
        CommandRun.of("time", "--architectures", "tiny", "--runs", 0, photo)
                .assertRefused(64, "--runs must be at least 1, not 0");
        CommandRun.of("time", "--architectures", "tiny", photo)
                .assertRefused(65, "An image is not a readable JPEG or PNG file.");
        CommandRun.of("time", "--architectures", "tiny", folder.resolve("none.jpg"))
                .assertRefused(66, "there is no " + folder.resolve("none.jpg") + ".");
    }

    @Test
    void tellsItsVersionAndItsHelp() {
        assertTrue(CommandRun.of("--version").assertSucceeded()
                .matches("(?s)visage-train 1\\..*, commit .*TensorFlow 2\\..*"));
        String help = CommandRun.of("--help").assertSucceeded();
        for (String word : List.of("fit", "evaluate", "predict", "export", "card", "publish", "compare", "time", "130")) {
            assertTrue(help.contains(word), help);
        }
    }
}
