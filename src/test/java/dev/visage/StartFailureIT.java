package dev.visage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.support.LocalS3;
import dev.visage.support.ShippedModel;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** The packaged application does not start without a usable model, and says in one line why. */
class StartFailureIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void namesTheFileThatIsMissing() throws Exception {
        assertFails("No model: there is no file " + folder.resolve("manifest.json"), Map.of(),
                folder.toUri().toString());
    }

    @Test
    void tellsThatAFileIsNotTheOneOfTheManifest() throws Exception {
        Files.copy(ShippedModel.FOLDER.resolve("manifest.json"), folder.resolve("manifest.json"));
        Files.write(folder.resolve("saved_model.pb"), new byte[10]);

        assertFails("saved_model.pb of " + folder.toUri() + " has 10 bytes", Map.of(), folder.toUri().toString());
    }

    @Test
    void tellsThatAModelDoesNotGiveWhatItsSignaturePromises() throws Exception {
        SavedModel.Builder model = SavedModel.parseFrom(ShippedModel.read().savedModel()).toBuilder();
        MetaGraphDef.Builder metaGraph = model.getMetaGraphsBuilder(0);
        SignatureDef signature = metaGraph.getSignatureDefOrThrow("oriented");
        metaGraph.putSignatureDef("oriented", signature.toBuilder()
                .putOutputs("age", signature.getInputsOrThrow("orientations")).build());
        ShippedModel.writeWith(model.build().toByteArray(), folder);

        assertFails("The model cannot classify the image of the warm-up: org.tensorflow.exceptions.TFInvalidArgumentException: ",
                Map.of(), folder.toUri().toString());
    }

    @Test
    void tellsThatS3HasNoSuchModel() throws Exception {
        try (LocalS3 s3 = LocalS3.start()) {
            assertFails("No model: there is no object s3://models/visage/absent/manifest.json", LocalS3.environment(),
                    "s3://models/visage/absent", "-Dquarkus.s3.endpoint-override=" + s3.endpoint());
        }
    }

    @Test
    void tellsThatThereIsNoRegion() throws Exception {
        assertFails("There is no S3 client: Unable to load region",
                Map.of("AWS_EC2_METADATA_DISABLED", "true", "AWS_CONFIG_FILE", "/dev/null"), "s3://models/visage/1");
    }

    private void assertFails(String message, Map<String, String> environment, String uri, String... options)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        List<String> settings = new ArrayList<>(List.of("-Dvisage.model.uri=" + uri));
        settings.addAll(List.of(options));
        ProcessBuilder application = new ProcessBuilder(command(settings))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        application.environment().putAll(environment);
        Process process = application.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "The application runs on");

        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(1, process.exitValue(), output);
        assertTrue(output.lines().anyMatch(line -> line.contains(message)), output);
        assertFalse(output.contains("\tat dev.visage."), output);
    }

    /** The command that starts the application with some settings. */
    List<String> command(List<String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings);
        command.addAll(List.of("-jar", runner().toString()));
        return command;
    }

    /** What Quarkus has built; its name depends on what it was built for. */
    private static Path runner() throws IOException {
        Properties artifact = new Properties();
        try (Reader file = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        }
        return TARGET.resolve(artifact.getProperty("path"));
    }
}
