package dev.visage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.support.LocalS3;
import dev.visage.support.ShippedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application does not start without a usable model, and says in one line why. */
class StartFailureIT {

    private static final Path RUNNER = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void namesTheFileThatIsMissing() throws Exception {
        assertFails("No model: there is no file " + folder.resolve("manifest.json"), Map.of(), folder.toUri().toString());
    }

    @Test
    void tellsThatAFileIsNotTheOneOfTheManifest() throws Exception {
        Files.copy(ShippedModel.FOLDER.resolve("manifest.json"), folder.resolve("manifest.json"));
        Files.write(folder.resolve("saved_model.pb"), new byte[10]);

        assertFails("saved_model.pb of " + folder.toUri() + " has 10 bytes", Map.of(), folder.toUri().toString());
    }

    @Test
    void tellsThatTheManifestHasAnotherSchema() throws Exception {
        Files.writeString(folder.resolve("manifest.json"), "{\"schema\": 99}");

        assertFails("has schema 99, and this version reads schema 1", Map.of(), folder.toUri().toString());
    }

    @Test
    void tellsWhatAModelUriLooksLike() throws Exception {
        assertFails("visage.model.uri must be file:<folder> or s3://<bucket>/<folder>, not ftp://x/y", Map.of(), "ftp://x/y");
    }

    @Test
    void tellsThatS3HasNoSuchModel() throws Exception {
        try (LocalS3 s3 = LocalS3.start()) {
            String server = "-Dquarkus.s3.endpoint-override=" + s3.endpoint();

            assertFails("No model: there is no object s3://models/visage/9/manifest.json", LocalS3.environment(),
                    "s3://models/visage/9", server);
            assertFails("No model: there is no bucket other", LocalS3.environment(), "s3://other/visage/9", server);
        }
    }

    @Test
    void tellsThatS3RefusesTheCredentials() throws Exception {
        try (LocalS3 s3 = LocalS3.start()) {
            Map<String, String> stranger = Map.of("AWS_REGION", LocalS3.REGION, "AWS_ACCESS_KEY_ID", LocalS3.ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY", "another secret");

            assertFails("S3 refuses to read s3://models/visage/1/manifest.json: SignatureDoesNotMatch (status 403)", stranger,
                    "s3://models/visage/1", "-Dquarkus.s3.endpoint-override=" + s3.endpoint());
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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dvisage.model.uri=" + uri));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", RUNNER.toString()));
        ProcessBuilder application = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        application.environment().putAll(environment);
        Process process = application.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "The application runs on");

        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(1, process.exitValue(), output);
        assertTrue(output.lines().anyMatch(line -> line.contains(message)), output);
        assertFalse(output.contains("\tat "), output);
    }
}
