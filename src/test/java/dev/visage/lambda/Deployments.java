package dev.visage.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the two builds of the function are started on Lambda. */
public final class Deployments {

    /** What {@code ./mvnw package -Dnative} lays out. */
    public static final Path LAMBDA_FOLDER = Path.of("target", "lambda").toAbsolutePath();

    private static final Path TARGET = LAMBDA_FOLDER.getParent();

    private Deployments() {
    }

    /**
     * The native executable.
     *
     * @param options system properties, which Lambda itself would not set
     */
    public static List<String> nativeExecutable(String... options) {
        return Stream.concat(Stream.of(LAMBDA_FOLDER.resolve("bootstrap").toString()), Stream.of(options)).toList();
    }

    /**
     * The JVM's build, under the client by which Lambda's own Java runtime calls it.
     *
     * @param options further options of the JVM
     */
    public static List<String> jvm(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", Stream.concat(applicationJars(), runtimeClientJars())
                        .collect(Collectors.joining(File.pathSeparator)),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"));
        return command;
    }

    private static Stream<String> applicationJars() {
        try (Stream<Path> files = Files.list(TARGET); Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            return Stream.concat(files.filter(file -> file.toString().endsWith("-runner.jar")), libraries)
                    .map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The build for the JVM is not there: ./mvnw package makes it", e);
        }
    }

    private static Stream<String> runtimeClientJars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> new File(jar).getName().startsWith("aws-lambda-java-"));
    }
}
