package dev.visage.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads a model and checks that it is what its manifest says. The digest is taken of the very bytes that are handed on,
 * which exist in memory only: nobody can change them in between.
 */
@Singleton
public class ModelReader {

    private static final String MANIFEST = "manifest.json";
    private static final int SCHEMA = 1;

    private final ObjectMapper json;

    public ModelReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads the manifest and the SavedModel, and no other file.
     *
     * @throws ModelException if a file is missing, cannot be read, or differs from what the manifest says
     */
    public Model read(ModelStore store) {
        Manifest manifest = manifest(store);
        byte[] savedModel = store.read(Manifest.SAVED_MODEL);
        check(savedModel, manifest.savedModel(), store);
        return new Model(manifest, savedModel);
    }

    private Manifest manifest(ModelStore store) {
        try {
            JsonNode tree = json.readTree(store.read(MANIFEST));
            // Before anything else is looked at: another schema may mean something else by the same name.
            if (tree.path("schema").asInt() != SCHEMA) {
                throw new ModelException.InvalidManifest("The manifest of " + store + " has schema "
                        + tree.path("schema").asText("(none)") + ", and this version reads schema " + SCHEMA, null);
            }
            return json.treeToValue(tree, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new ModelException.InvalidManifest("The manifest of " + store + " cannot be used: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can be read", e);
        }
    }

    private static void check(byte[] bytes, Manifest.ModelFile expected, ModelStore store) {
        if (bytes.length != expected.bytes()) {
            throw new ModelException.Corrupt(expected.path() + " of " + store + " has " + bytes.length
                    + " bytes, and its manifest says " + expected.bytes());
        }
        String sha256 = sha256(bytes);
        if (!sha256.equalsIgnoreCase(expected.sha256())) {
            throw new ModelException.Corrupt(expected.path() + " of " + store + " has the SHA-256 " + sha256
                    + ", and its manifest says " + expected.sha256());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
