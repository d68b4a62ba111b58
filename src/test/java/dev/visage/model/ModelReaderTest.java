package dev.visage.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReaderTest {

    private static final byte[] SAVED_MODEL = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String MANIFEST = """
            {"schema": 1, "name": "visage", "version": "7", "architecture": "paper", "parameters": 3, "later": {},
             "files": [{"path": "roc.png", "bytes": 9, "sha256": "00"},
                       {"path": "saved_model.pb", "bytes": 5, "sha256": "%s"}],
             "ageGroups": [{"label": "0-2", "low": 0, "high": 2}, {"label": "3+", "low": 3, "high": 116}],
             "genders": ["female", "male"], "intervalCoverage": 0.8, "figures": {"genderAuc": 0.96}}
            """.formatted(SHA256);

    private final ModelReader reader = new ModelReader(new ObjectMapper());

    @Test
    void readsAModelThatIsWhatItsManifestSays() {
        Model model = reader.read(store(MANIFEST, SAVED_MODEL));

        assertArrayEquals(SAVED_MODEL, model.savedModel());
        assertEquals("visage", model.manifest().name());
        assertEquals("7", model.manifest().version());
        assertEquals(SHA256, model.manifest().sha256());
        assertEquals(new Manifest.AgeGroup("3+", 3, 116), model.manifest().ageGroups().get(1));
        assertEquals(0.96, model.manifest().figures().get("genderAuc"));
    }

    @Test
    void readsManifestAndSavedModelOnceAndNothingElse() {
        List<String> paths = new ArrayList<>();
        ModelStore store = store(MANIFEST, SAVED_MODEL);
        reader.read(path -> {
            paths.add(path);
            return store.read(path);
        });

        assertEquals(List.of("manifest.json", "saved_model.pb"), paths);
    }

    @Test
    void refusesAFileOfAnotherDigest() {
        ModelException refusal = assertThrows(ModelException.Corrupt.class,
                () -> reader.read(store(MANIFEST, "hallo".getBytes(StandardCharsets.US_ASCII))));

        assertTrue(refusal.getMessage().contains(SHA256), refusal.getMessage());
    }

    @Test
    void refusesAFileOfAnotherSize() {
        assertThrows(ModelException.Corrupt.class,
                () -> reader.read(store(MANIFEST, "hell".getBytes(StandardCharsets.US_ASCII))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "\"one\"", "null"})
    void refusesAManifestOfAnotherSchemaWhateverElseItSays(String schema) {
        String manifest = "{\"schema\": " + schema + ", \"name\": 5}";

        ModelException refusal =
                assertThrows(ModelException.InvalidManifest.class, () -> reader.read(store(manifest, SAVED_MODEL)));
        assertTrue(refusal.getMessage().contains("schema"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "version", "architecture", "files", "ageGroups", "genders", "intervalCoverage"})
    void refusesAManifestThatLacksWhatTheFunctionNeeds(String field) {
        String manifest = MANIFEST.replace("\"" + field + "\"", "\"x-" + field + "\"");

        ModelException refusal =
                assertThrows(ModelException.InvalidManifest.class, () -> reader.read(store(manifest, SAVED_MODEL)));
        assertTrue(refusal.getMessage().contains(field), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "hello", "\0"})
    void refusesAManifestThatIsNoJsonObject(String manifest) {
        assertThrows(ModelException.InvalidManifest.class, () -> reader.read(store(manifest, SAVED_MODEL)));
    }

    @Test
    void refusesAManifestThatDoesNotListTheSavedModel() {
        assertThrows(ModelException.InvalidManifest.class,
                () -> reader.read(store(MANIFEST.replace("saved_model.pb", "other.pb"), SAVED_MODEL)));
    }

    private static ModelStore store(String manifest, byte[] savedModel) {
        return path -> switch (path) {
            case "manifest.json" -> manifest.getBytes(StandardCharsets.UTF_8);
            case "saved_model.pb" -> savedModel;
            default -> throw new ModelException.NotFound(path, null);
        };
    }
}
