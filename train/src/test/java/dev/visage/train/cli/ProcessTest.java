package dev.visage.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.TrainingState;
import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, a full disk, its environment. */
class ProcessTest {

    /** Less than the 0.2 MB of a checkpoint of the tiny network, more than all other files. */
    private static final int FILE_LIMIT_KIB = 64;
    private static final List<String> LIMITED =
            List.of("bash", "-c", "ulimit -f " + FILE_LIMIT_KIB + "; exec \"$@\"", "bash");

    /** A test that was started in the background would hand on that SIGINT is ignored. */
    private static final List<String> DEFAULT_SIGINT = List.of("env", "--default-signal=INT");

    @TempDir
    Path folder;

    private ProcessBuilder trainer(List<String> prefix, Object... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
                Main.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        return builder;
    }

    private CommandRun finish(Process process) throws IOException, InterruptedException {
        String out = process.inputReader().lines().map(line -> line + "\n").collect(Collectors.joining());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        // Newer Java warns about TensorFlow's ways with memory and native code.
        String err = Files.readAllLines(folder.resolve("err.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING: ")).map(line -> line + "\n")
                .collect(Collectors.joining());
        return new CommandRun(process.exitValue(), out, err);
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private static Set<String> checkpoints(Path run) throws IOException {
        try (Stream<Path> entries = Files.list(run.resolve("checkpoints"))) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static void awaitCheckpoint(Path run, Process process) throws IOException, InterruptedException {
        while (process.isAlive() && new RunFolder(run).checkpoints().isEmpty()) {
            Thread.sleep(10);
        }
    }

    @Test
    void losesNothingToCtrlCOrToAFullDisk() throws IOException, InterruptedException {
        Path data = SyntheticFaces.writeFolder(folder.resolve("data"), SyntheticFaces.faces(1080));
        Path run = folder.resolve("run");
        Object[] fit = {"fit", "--data", data, "--run", run, "--architecture", "tiny", "--epochs", 3, "--batch", 1,
            "--precision", "float32", "--resume"};

        Process process = trainer(DEFAULT_SIGINT, fit).start();
        awaitCheckpoint(run, process);
        Thread.sleep(100);
        interrupt(process);
        CommandRun stopped = finish(process);
        assertEquals(130, stopped.exitCode());
        assertTrue(stopped.out().endsWith("\nStopped; nothing is lost. Go on with --resume.\n"), stopped.out());
        assertEquals("", stopped.err());
        TrainingState state = new RunFolder(run).checkpoints().latestState().orElseThrow();
        assertTrue(state.progress().steps() > 0, "a checkpoint in the middle of an epoch");
        Set<String> before = checkpoints(run);

        assertTellsThatTheDiskIsFull(finish(trainer(LIMITED, fit).start()), run);
        assertEquals(before, checkpoints(run));

        CommandRun.of(fit).assertSucceeded();
        assertEquals(3, new RunFolder(run).checkpoints().latestState().orElseThrow().history().size());
    }

    private static void assertTellsThatTheDiskIsFull(CommandRun full, Path run) {
        assertEquals(74, full.exitCode());
        assertEquals(1, full.err().lines().count(), full.err());
        assertTrue(full.err().startsWith("visage-train: cannot write a checkpoint to " + run), full.err());
        assertTrue(full.err().endsWith("Make room, then go on with --resume.\n"), full.err());
    }

    @Test
    void tellsThatNothingIsSavedWhereCtrlCMeetsAFullDisk() throws IOException, InterruptedException {
        Path data = SyntheticFaces.writeFolder(folder.resolve("data"), SyntheticFaces.faces(1080));
        Path run = folder.resolve("run");
        List<String> prefix = Stream.concat(DEFAULT_SIGINT.stream(), LIMITED.stream()).toList();
        Process process = trainer(prefix, "fit", "--data", data, "--run", run, "--architecture", "tiny", "--batch", 1,
                "--precision", "float32").start();
        while (process.isAlive() && !Files.exists(run.resolve("tensorboard"))) {
            Thread.sleep(10);
        }
        interrupt(process);
        CommandRun stopped = finish(process);
        assertTellsThatTheDiskIsFull(stopped, run);
        assertTrue(new RunFolder(run).checkpoints().isEmpty());
        assertTrue(new RunFolder(run).isStarted(), "to be gone on with");
    }

    @Test
    void publishRefusesToGuessARegion() throws IOException, InterruptedException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("manifest.json"), "{\"name\": \"visage\", \"version\": \"1\", \"files\": []}");
        ProcessBuilder publish = trainer(List.of(), "publish", "--model", model, "--to", "s3://models/prefix");
        publish.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        publish.environment().put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        publish.environment().put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        CommandRun refused = finish(publish.start());
        assertEquals(64, refused.exitCode());
        assertTrue(refused.err().startsWith("visage-train: no S3 client: Unable to load region"), refused.err());
        assertTrue(refused.err().endsWith("Set AWS_REGION.\n"), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
    }
}
