package dev.visage.train.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a model folder.
 *
 * @param path   relative to the folder
 * @param sha256 in hexadecimal
 */
public record ModelFile(String path, long bytes, String sha256) {

    static ModelFile of(Path folder, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return new ModelFile(folder.relativize(file).toString().replace('\\', '/'), content.length, sha256(content));
    }

    /** In hexadecimal. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
