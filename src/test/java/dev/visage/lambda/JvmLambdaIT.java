package dev.visage.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.support.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The build for the JVM, under Lambda's Java runtime. */
class JvmLambdaIT extends LambdaFunctionTests {

    @Override
    List<String> command(String... options) {
        return Deployments.jvm(options);
    }

    /** Where the model lies beside the application is the image's affair; here it is named. */
    @Override
    Map<String, String> environment() {
        return Map.of("VISAGE_MODEL_URI", ShippedModel.FOLDER.toUri().toString());
    }

    @Test
    void hasEveryPathThatTheDockerfileNames() throws IOException {
        List<Path> paths = Dockerfile.ofTheFunction("Dockerfile.jvm").copied();

        // This folder is what the Dockerfile itself unpacks the archive to.
        Path unpacked = Path.of("target", "function");
        assertTrue(paths.contains(unpacked), paths.toString());
        assertTrue(Files.exists(Path.of("target", "function.zip")));
        assertEquals(List.of(), paths.stream().filter(path -> !path.equals(unpacked) && !Files.exists(path)).toList());
    }
}
