package dev.visage.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoresTest {

    @TempDir
    Path folder;

    @Test
    void opensAFolderByItsUri() throws IOException {
        Path spaced = Files.createDirectory(folder.resolve("a folder"));
        Files.write(spaced.resolve("file"), new byte[] {1, 2, 3});

        assertArrayEquals(new byte[] {1, 2, 3}, open(spaced.toUri().toString()).read("file"));
    }

    @Test
    void opensAFolderByARelativePath() {
        assertEquals(new FileModelStore(Path.of("models", "other", "2")), open("file:models/other/2"));
    }

    @Test
    void opensTheShippedModelWhereNothingIsSet() {
        ModelStore store = new ModelStores(Optional::empty, null).open();

        assertEquals(new FileModelStore(Path.of("models", "visage", "10")), store);
    }

    @Test
    void namesTheFileThatIsNotThere() {
        ModelStore store = open(folder.toUri().toString());

        ModelException refusal = assertThrows(ModelException.NotFound.class, () -> store.read("manifest.json"));
        assertTrue(refusal.getMessage().contains(folder.resolve("manifest.json").toString()), refusal.getMessage());
    }

    @Test
    void namesTheFileThatCannotBeRead() throws IOException {
        Files.createDirectory(folder.resolve("manifest.json"));

        assertThrows(ModelException.Unreachable.class, () -> open(folder.toUri().toString()).read("manifest.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "models/visage/1", "/models", "https://bucket/x", "s3:bucket/x", "s3://", "s3://bucket",
            "s3://bucket/", "file://host/x", "s3://a b/c", "file:/%zz"})
    void refusesAUriThatNamesNoFolder(String uri) {
        ModelException refusal = assertThrows(ModelException.InvalidUri.class, () -> open(uri));

        assertTrue(refusal.getMessage().contains("visage.model.uri"), refusal.getMessage());
    }

    private static ModelStore open(String uri) {
        return new ModelStores(() -> Optional.of(uri), null).open();
    }
}
