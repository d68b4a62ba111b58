package dev.visage.train.export;

import dev.visage.train.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a model folder.
 *
 * @param path   relative to the folder
 * @param sha256 in hexadecimal
 */
public record ModelFile(String path, long bytes, String sha256) {

    static ModelFile of(Path folder, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return new ModelFile(folder.relativize(file).toString().replace('\\', '/'), content.length, Sha256.of(content));
    }
}
