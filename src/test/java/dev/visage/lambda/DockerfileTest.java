package dev.visage.lambda;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    /** Docker sees what .dockerignore lets through, which begins by letting nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"src/main/docker/Dockerfile.native", "src/main/docker/Dockerfile.jvm",
            "train/src/main/docker/Dockerfile"})
    void copiesOnlyWhatDockerSeesOfTheProject(Path dockerfile) throws IOException {
        List<String> rules = Files.readAllLines(Path.of(".dockerignore"));
        List<Path> copied = new Dockerfile(dockerfile).copiedFromTheProject();

        assertTrue(rules.get(0).equals("*") && rules.contains("train/target"), rules.toString());
        assertFalse(copied.isEmpty());
        for (Path path : copied) {
            assertTrue(Files.exists(path) && rules.contains("!" + path.getName(0)), path.toString());
        }
    }
}
