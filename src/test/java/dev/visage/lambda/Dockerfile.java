package dev.visage.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a Dockerfile of the project copies. */
record Dockerfile(Path file) {

    private static final String BUILD_FOLDER = "/build/";
    private static final String FROM_AN_IMAGE = "--from=";

    static Dockerfile ofTheFunction(String name) {
        return new Dockerfile(Path.of("src", "main", "docker", name));
    }

    /** Returns the paths in the project that have to exist, some from the start and some after the build. */
    List<Path> copied() throws IOException {
        return instructions()
                .flatMap(line -> sources(line).stream())
                .map(path -> Path.of(path.startsWith(BUILD_FOLDER) ? path.substring(BUILD_FOLDER.length()) : path))
                .toList();
    }

    /** Returns the paths in the project that have to exist from the start. */
    List<Path> copiedFromTheProject() throws IOException {
        return instructions().filter(line -> !line.contains(FROM_AN_IMAGE))
                .flatMap(line -> sources(line).stream())
                .map(Path::of)
                .toList();
    }

    private Stream<String> instructions() throws IOException {
        return Files.readAllLines(file).stream().filter(line -> line.startsWith("COPY "));
    }

    private static List<String> sources(String instruction) {
        List<String> paths = Arrays.stream(instruction.split("\\s+"))
                .skip(1)
                .filter(word -> !word.startsWith("--"))
                .toList();
        return paths.subList(0, paths.size() - 1);
    }
}
