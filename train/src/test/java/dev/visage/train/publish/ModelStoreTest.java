package dev.visage.train.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.LocalS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {

    private static final byte[] GRAPH = {1, 2, 3};
    private static final byte[] MANIFEST = "{}".getBytes();

    @TempDir
    Path folder;
    private Path model;

    @BeforeEach
    void makeModel() throws IOException {
        model = Files.createDirectory(folder.resolve("model"));
        Files.write(model.resolve("saved_model.pb"), GRAPH);
        Files.write(model.resolve("manifest.json"), MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "file:models", "https://example.org/models", "s3:/models"})
    void refusesTargetsThatAreNoStore(String target) {
        assertThrows(IllegalArgumentException.class, () -> ModelStore.of(URI.create(target), Optional.empty()));
    }

    @Nested
    class InAFolder {

        private URI publish() throws IOException {
            try (ModelStore store = ModelStore.of(folder.resolve("published").toUri(), Optional.empty())) {
                return store.publish(model, "visage", "1");
            }
        }

        @Test
        void copiesTheFiles() throws IOException {
            Path version = Path.of(publish());
            assertEquals(folder.resolve("published/visage/1"), version);
            assertArrayEquals(GRAPH, Files.readAllBytes(version.resolve("saved_model.pb")));
            assertArrayEquals(MANIFEST, Files.readAllBytes(version.resolve("manifest.json")));
        }

        @Test
        void letsOthersReadWhoMayReadTheStore() throws IOException {
            Path version = Path.of(publish());
            assertEquals(PosixFilePermissions.toString(Files.getPosixFilePermissions(version.getParent())),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(version)));
        }

        @Test
        void refusesToChangeAVersion() throws IOException {
            Path version = Path.of(publish());
            Files.write(model.resolve("saved_model.pb"), new byte[] {4});
            assertThrows(FileAlreadyExistsException.class, this::publish);
            assertArrayEquals(GRAPH, Files.readAllBytes(version.resolve("saved_model.pb")));
        }

        @Test
        void leavesNothingBehindWhereItFails() throws IOException {
            Files.createSymbolicLink(model.resolve("link"), folder.resolve("gone"));
            assertThrows(IOException.class, this::publish);
            try (Stream<Path> left = Files.list(folder.resolve("published/visage"))) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Nested
    class InS3 {

        private LocalS3 s3;

        @BeforeEach
        void startServer() throws Exception {
            s3 = new LocalS3();
        }

        @AfterEach
        void stopServer() throws Exception {
            s3.close();
        }

        private URI publish(String target) throws IOException {
            try (ModelStore store = ModelStore.of(URI.create(target), Optional.of(s3.endpoint()))) {
                return store.publish(model, "visage", "1");
            }
        }

        @Test
        void uploadsTheFilesUnderThePrefix() throws IOException {
            assertEquals(URI.create("s3://models/some/prefix/visage/1/"), publish("s3://models/some/prefix/"));
            assertEquals(List.of("some/prefix/visage/1/manifest.json", "some/prefix/visage/1/saved_model.pb"), s3.keys());
            assertArrayEquals(GRAPH, s3.get("some/prefix/visage/1/saved_model.pb"));
        }

        @Test
        void needsNoPrefix() throws IOException {
            assertEquals(URI.create("s3://models/visage/1/"), publish("s3://models"));
            assertEquals(List.of("visage/1/manifest.json", "visage/1/saved_model.pb"), s3.keys());
        }

        @Test
        void refusesToChangeAVersion() throws IOException {
            publish("s3://models");
            Files.write(model.resolve("saved_model.pb"), new byte[] {4});
            assertThrows(FileAlreadyExistsException.class, () -> publish("s3://models"));
            assertArrayEquals(GRAPH, s3.get("visage/1/saved_model.pb"));
        }

        @Test
        void finishesAnUploadThatBrokeOff() throws IOException {
            s3.put("visage/1/saved_model.pb", GRAPH);
            publish("s3://models");
            assertArrayEquals(MANIFEST, s3.get("visage/1/manifest.json"));
        }

        @Test
        void doesNotMixItsFilesWithThoseOfAnotherUploadAndWritesTheManifestLast() {
            s3.put("visage/1/saved_model.pb", new byte[] {4});
            assertThrows(FileAlreadyExistsException.class, () -> publish("s3://models"));
            assertEquals(List.of("visage/1/saved_model.pb"), s3.keys(), "what has no manifest is not published");
            assertArrayEquals(new byte[] {4}, s3.get("visage/1/saved_model.pb"));
        }

        @Test
        void tellsInOneLineThatTheSecretIsWrong() {
            s3.useSecret("a wrong one");
            assertTellsInOneLine("s3://models", "403");
        }

        @Test
        void tellsInOneLineThatThereIsNoSuchBucket() {
            assertTellsInOneLine("s3://missing-bucket/prefix", "bucket");
        }

        private void assertTellsInOneLine(String target, String reason) {
            IOException failure = assertThrows(IOException.class, () -> publish(target));
            assertFalse(failure instanceof FileAlreadyExistsException);
            assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
            assertTrue(failure.getMessage().startsWith("cannot publish to " + target), failure.getMessage());
            assertTrue(failure.getMessage().contains(reason), failure.getMessage());
        }
    }
}
