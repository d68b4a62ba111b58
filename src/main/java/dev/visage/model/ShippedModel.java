package dev.visage.model;

import io.quarkus.runtime.ImageMode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the model that comes with the application. */
final class ShippedModel {

    private static final Path PATH = Path.of("models", "visage", "10");

    private ShippedModel() {
    }

    /** The folder in the working directory; if there is none, the folder beside the application, there or not. */
    static Path folder() {
        return Files.isDirectory(PATH) ? PATH : application().resolveSibling(PATH);
    }

    /** The native executable, or else what Java was started with: the runner, first in the class path. */
    private static Path application() {
        String path = ImageMode.current() == ImageMode.NATIVE_RUN
                ? ProcessHandle.current().info().command().orElseThrow()
                : System.getProperty("java.class.path").split(File.pathSeparator)[0];
        return Path.of(path).toAbsolutePath();
    }
}
