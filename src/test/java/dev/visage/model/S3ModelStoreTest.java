package dev.visage.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.storage.S3Objects;
import dev.visage.support.LocalS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ModelStoreTest {

    private static final String PREFIX = "team/visage/1";

    private static LocalS3 s3;
    private static S3Client client;

    @BeforeAll
    static void startServer() {
        s3 = LocalS3.start();
        client = s3.client();
        client.putObject(put -> put.bucket(LocalS3.BUCKET).key(PREFIX + "/manifest.json"),
                RequestBody.fromString("{}"));
    }

    @AfterAll
    static void stopServer() {
        client.close();
        s3.close();
    }

    @Test
    void readsAnObjectBelowThePrefix() {
        ModelStore store = new S3ModelStore(new S3Objects(() -> client), LocalS3.BUCKET, PREFIX);

        assertArrayEquals(new byte[] {'{', '}'}, store.read("manifest.json"));
    }

    @Test
    void namesTheObjectThatIsNotThere() {
        ModelStore store = new S3ModelStore(new S3Objects(() -> client), LocalS3.BUCKET, PREFIX);

        assertMessage(assertThrows(ModelException.NotFound.class, () -> store.read("saved_model.pb")),
                "s3://models/team/visage/1/saved_model.pb");
    }

    @Test
    void namesTheBucketThatIsNotThere() {
        ModelStore store = new S3ModelStore(new S3Objects(() -> client), "no-such-bucket", PREFIX);

        assertMessage(assertThrows(ModelException.NotFound.class, () -> store.read("manifest.json")), "no-such-bucket");
    }

    @Test
    void tellsThatTheCredentialsAreWrong() {
        try (S3Client stranger = s3.client("another secret")) {
            ModelStore store = new S3ModelStore(new S3Objects(() -> stranger), LocalS3.BUCKET, PREFIX);

            assertMessage(assertThrows(ModelException.Unreachable.class, () -> store.read("manifest.json")),
                    "SignatureDoesNotMatch");
        }
    }

    @Test
    void tellsThatThereIsNoServer() {
        LocalS3 gone = LocalS3.start();
        try (S3Client lost = gone.client()) {
            gone.close();
            ModelStore store = new S3ModelStore(new S3Objects(() -> lost), LocalS3.BUCKET, PREFIX);

            assertMessage(assertThrows(ModelException.Unreachable.class, () -> store.read("manifest.json")),
                    "s3://models/team/visage/1/manifest.json");
        }
    }

    private static void assertMessage(ModelException refusal, String part) {
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }
}
