package dev.visage.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.fit.RunFolder;
import dev.visage.train.support.SyntheticFaces;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container's script, in the folders and with the variables of a SageMaker training job. */
class TrainScriptTest {

    private static final Path SCRIPT = Path.of("src/main/docker/train.sh").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void fitsExportsAndPublishesAndGoesOnWhereAJobBeforeWasStopped() throws IOException, InterruptedException {
        SyntheticFaces.writeFolder(folder.resolve("ml/input/data/utkface"), SyntheticFaces.faces(240));
        Path checkpoints = Files.createDirectories(folder.resolve("ml/checkpoints"));

        Process stopped = job("60", "1").start();
        while (new RunFolder(checkpoints).checkpoints().isEmpty()) {
            assertTrue(stopped.isAlive(), "the job ended before its first checkpoint");
            Thread.sleep(50);
        }
        stopped.destroy();
        assertTrue(stopped.waitFor(1, TimeUnit.MINUTES));
        assertEquals(143, stopped.exitValue());
        int epochs = new RunFolder(checkpoints).checkpoints().latestState().orElseThrow().history().size();
        assertTrue(epochs < 60);

        // A run goes on with the settings that it was started with, so its end is the end of the schedule or of patience.
        Process resumed = job("60", "2").start();
        assertTrue(resumed.waitFor(3, TimeUnit.MINUTES));
        assertEquals(0, resumed.exitValue(), Files.readString(folder.resolve("log")));
        assertTrue(new RunFolder(checkpoints).checkpoints().latestState().orElseThrow().history().size() > epochs);
        assertTrue(Files.exists(folder.resolve("published/visage/2/manifest.json")));
    }

    @Test
    void refusesWhatIsNoTrainingJob() throws IOException, InterruptedException {
        Process serve = new ProcessBuilder(SCRIPT.toString(), "serve").start();
        assertTrue(serve.waitFor(10, TimeUnit.SECONDS));
        assertEquals(ExitCode.USAGE, serve.exitValue());
    }

    private ProcessBuilder job(String epochs, String version) throws IOException {
        ProcessBuilder job = new ProcessBuilder(SCRIPT.toString(), "train").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        job.environment().put("VISAGE_ML_FOLDER", folder.resolve("ml").toString());
        job.environment().put("VISAGE_TRAINER", trainer().toString());
        job.environment().put("VISAGE_ARCHITECTURE", "tiny");
        job.environment().put("VISAGE_EPOCHS", epochs);
        job.environment().put("VISAGE_MODEL_NAME", "visage");
        job.environment().put("VISAGE_MODEL_VERSION", version);
        job.environment().put("VISAGE_PUBLISH_TO", folder.resolve("published").toUri().toString());
        return job;
    }

    /** A jar that stands for the packaged one: it names this test's class path, with the tiny network in it. */
    private Path trainer() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        Path jar = folder.resolve("trainer.jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            return jar;
        }
    }
}
