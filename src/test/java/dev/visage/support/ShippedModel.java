package dev.visage.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visage.model.Model;
import dev.visage.model.ModelReader;
import dev.visage.model.ModelStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The model that the project ships, as it lies in the project. */
public final class ShippedModel {

    public static final Path FOLDER = Path.of("models", "visage", "10");

    private ShippedModel() {
    }

    public static Model read() {
        return new ModelReader(new ObjectMapper()).read(new ModelStores(Optional::empty, null).open());
    }

    /** Writes a model folder with another SavedModel, and all else as it is shipped. */
    public static void writeWith(byte[] savedModel, Path folder) throws IOException {
        Files.write(folder.resolve("saved_model.pb"), savedModel);
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest = (ObjectNode) json.readTree(FOLDER.resolve("manifest.json").toFile());
        manifest.putArray("files").addObject()
                .put("path", "saved_model.pb")
                .put("bytes", savedModel.length)
                .put("sha256", sha256(savedModel));
        json.writeValue(folder.resolve("manifest.json").toFile(), manifest);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
