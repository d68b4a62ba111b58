package dev.visage.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.support.ShippedModel;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that is deployed, and the base image that it is put into. */
class NativeDeploymentIT {

    /** What Amazon Linux 2023 has: glibc 2.34, and the C++ library of GCC 11. */
    private static final Map<String, Version> BASE_IMAGE = Map.of("GLIBC", Version.parse("2.34"),
            "GLIBCXX", Version.parse("3.4.29"), "CXXABI", Version.parse("1.3.13"));

    @Test
    void holdsTheExecutableTheLibrariesAndTheModelAndNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(Deployments.LAMBDA_FOLDER)) {
            assertEquals(
                    Set.of("bootstrap", "libjnitensorflow.so", "libtensorflow_cc.so.2", "libtensorflow_framework.so.2",
                            "models"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertTrue(Files.isExecutable(Deployments.LAMBDA_FOLDER.resolve("bootstrap")));
        assertTrue(Files.exists(Deployments.LAMBDA_FOLDER.resolve(ShippedModel.FOLDER).resolve("saved_model.pb")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "bootstrap", "libjnitensorflow.so", "libtensorflow_cc.so.2", "libtensorflow_framework.so.2"})
    void needsNothingNewerThanTheBaseImageHas(String file) throws IOException {
        List<String> needed = ElfFile.versionsNeeded(Deployments.LAMBDA_FOLDER.resolve(file));

        assertFalse(needed.isEmpty());
        List<String> newer = needed.stream().filter(NativeDeploymentIT::isNewerThanTheBaseImage).toList();
        assertEquals(List.of(), newer);
    }

    @Test
    void hasEveryPathThatTheDockerfileNames() throws IOException {
        List<Path> paths = Dockerfile.ofTheFunction("Dockerfile.native").copied();

        assertTrue(paths.contains(Path.of("target", "lambda")), paths.toString());
        assertEquals(List.of(), paths.stream().filter(path -> !Files.exists(path)).toList());
    }

    private static boolean isNewerThanTheBaseImage(String needed) {
        String[] nameAndVersion = needed.split("_", 2);
        Version there = BASE_IMAGE.get(nameAndVersion[0]);
        return there != null && Version.parse(nameAndVersion[1]).compareTo(there) > 0;
    }
}
