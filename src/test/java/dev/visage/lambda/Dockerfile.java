package dev.visage.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a Dockerfile of the project copies. */
record Dockerfile(String name) {

    private static final String BUILD_FOLDER = "/build/";

    /** Returns the paths in the project that have to exist, some from the start and some after the build. */
    List<Path> copied() throws IOException {
        return Files.readAllLines(Path.of("src", "main", "docker", name)).stream()
                .filter(line -> line.startsWith("COPY "))
                .flatMap(line -> sources(line).stream())
                .map(path -> Path.of(path.startsWith(BUILD_FOLDER) ? path.substring(BUILD_FOLDER.length()) : path))
                .toList();
    }

    private static List<String> sources(String instruction) {
        List<String> paths = Arrays.stream(instruction.split("\\s+"))
                .skip(1)
                .filter(word -> !word.startsWith("--"))
                .toList();
        return paths.subList(0, paths.size() - 1);
    }
}
