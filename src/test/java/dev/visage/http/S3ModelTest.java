package dev.visage.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.support.LocalS3;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** The function with its model in S3. */
@QuarkusTest
@WithTestResource(value = S3ModelTest.ModelInS3.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class S3ModelTest {

    @Reads
    LongSupplier reads;

    @Test
    void answersWithTheModelFromS3() {
        given().get("/v1/model").then().statusCode(200)
                .body("sha256", equalTo(ShippedModel.read().manifest().sha256()));
    }

    @Test
    void readsTheModelAtTheStartAndNeverAgain() {
        for (int i = 0; i < 3; i++) {
            given().contentType("image/jpeg").body(TestImages.face()).post("/v1/classify").then().statusCode(200);
            given().get("/v1/model").then().statusCode(200);
            given().get("/q/health/ready").then().statusCode(200);
        }

        assertEquals(2, reads.getAsLong(), "the manifest and the SavedModel, once each");
    }

    /** Marks the counter of the objects that were read from S3. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Reads {
    }

    /** An S3 server with the shipped model in it. */
    public static class ModelInS3 implements QuarkusTestResourceLifecycleManager {

        private LocalS3 s3;

        @Override
        public Map<String, String> start() {
            s3 = LocalS3.start();
            s3.upload(ShippedModel.FOLDER, "team/visage/1");
            Map<String, String> settings = new HashMap<>(s3.settings());
            settings.put("visage.model.uri", "s3://" + LocalS3.BUCKET + "/team/visage/1");
            return settings;
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(s3.reads(),
                    new TestInjector.AnnotatedAndMatchesType(Reads.class, LongSupplier.class));
        }

        @Override
        public void stop() {
            s3.close();
        }
    }
}
