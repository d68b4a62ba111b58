package dev.visage;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.visage.support.LocalS3;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import dev.visage.support.Trainer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole way: faces on a disk, a network fitted on them, its model in S3, and the function that answers with it. */
@QuarkusTest
@WithTestResource(value = EndToEndIT.FittedModelInS3.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class EndToEndIT {

    @Test
    void answersWithTheModelThatWasFittedAndPublished() {
        String sha256 = given().contentType("image/jpeg").body(TestImages.face()).post("/v1/classify")
                .then().statusCode(200)
                .body("faces", hasSize(1))
                .body("model.name", equalTo("end-to-end"))
                .body("model.version", equalTo("7"))
                .body("model.sha256", not(equalTo(ShippedModel.read().manifest().sha256())))
                .extract().path("model.sha256");

        given().get("/v1/model").then().statusCode(200)
                .body("sha256", equalTo(sha256))
                .body("architecture", equalTo("branched"));
    }

    /** Fits for a few steps, which makes a bad model, but one that is complete. */
    public static class FittedModelInS3 implements QuarkusTestResourceLifecycleManager {

        private static final String MODEL = "end-to-end/7";

        private LocalS3 s3;

        @Override
        public Map<String, String> start() {
            s3 = LocalS3.start();
            Trainer trainer = new Trainer(LocalS3.environment());
            Path folder = newFolder();
            Path faces = trainer.drawFaces(folder.resolve("faces"), 240);
            Path run = folder.resolve("run");
            trainer.run("fit", "--data", faces, "--epochs", 1, "--steps-per-epoch", 4,
                    "--batch", 16, "--run", run);
            trainer.run("export", "--run", run, "--data", faces, "--name", "end-to-end", "--version", 7,
                    "--to", folder.resolve("models"));
            trainer.run("publish", "--model", folder.resolve("models").resolve(MODEL),
                    "--to", "s3://" + LocalS3.BUCKET + "/team", "--endpoint", s3.endpoint());

            Map<String, String> settings = new HashMap<>(s3.settings());
            settings.put("visage.model.uri", "s3://" + LocalS3.BUCKET + "/team/" + MODEL);
            return settings;
        }

        @Override
        public void stop() {
            s3.close();
        }

        private static Path newFolder() {
            try {
                return Files.createTempDirectory(Path.of("target"), "end-to-end");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
