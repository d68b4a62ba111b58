package dev.visage.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.support.LocalS3;
import dev.visage.support.TestImages;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photos that lie in S3, a batch at a time. */
@QuarkusTest
@WithTestResource(value = BulkTest.PhotosInS3.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class BulkTest {

    private static final String FACE = "photos/a face.jpg";
    private static final int MAX_BYTES = 200_000;

    @Test
    void answersForAStoredPhotoAsForASentOne() {
        Classification sent = given().contentType("image/jpeg").body(TestImages.face()).post("/v1/classify")
                .then().statusCode(200).extract().as(Classification.class);

        assertEquals(List.of(new BulkAnswer.Result(FACE, sent.faces(), sent.model(), null)), results(FACE));
    }

    @Test
    void answersInTheOrderOfTheKeysAndForEachAsOftenAsItIsAskedFor() {
        List<String> keys = List.of(FACE, "photos/text.jpg", FACE, "photos/\u00E4 + b.png", FACE);

        assertEquals(keys, results(keys.toArray(String[]::new)).stream().map(BulkAnswer.Result::key).toList());
    }

    @ParameterizedTest
    @CsvSource({
            "not-an-image,             422, photos/text.jpg",
            "truncated-image,          422, photos/truncated.jpg",
            "empty-image,              400, photos/empty.jpg",
            "too-many-bytes,           413, photos/large.jpg",
            "not-an-image,             422, photos/",
            "not-an-image,             422, ''",
            "object-not-found,         404, photos/missing.jpg",
            "object-refused,           403, photos/refused.jpg",
    })
    void givesAProblemToThePhotoAtFaultAndFacesToTheOthers(String type, int status, String key) {
        List<BulkAnswer.Result> results = results(FACE, key, FACE);

        assertEquals(1, results.get(0).faces().size());
        assertEquals(results.get(0), results.get(2));
        Problem problem = results.get(1).problem();
        assertEquals("urn:visage:problem:" + type, problem.type().toString());
        assertEquals(status, problem.status());
        assertTrue(key.isEmpty() || !problem.detail().contains(key), problem.detail());
    }

    @Test
    void leavesOutTheFieldsThatAResultDoesNotHave() {
        JsonPath answer = bulk(Map.of("keys", List.of(FACE, "photos/text.jpg"))).statusCode(200).extract().jsonPath();

        assertEquals(List.of("key", "faces", "model"), List.copyOf(answer.getMap("results[0]").keySet()));
        assertEquals(List.of("key", "problem"), List.copyOf(answer.getMap("results[1]").keySet()));
        assertEquals(List.of("type", "title", "status", "detail"),
                List.copyOf(answer.getMap("results[1].problem").keySet()));
    }

    @Test
    void tellsHowLargeAnImageMayBe() {
        String detail = results("photos/large.jpg").get(0).problem().detail();

        assertTrue(detail.contains("200,001 bytes") && detail.contains("200,000"), detail);
    }

    @ParameterizedTest
    @CsvSource({"503, SlowDown", "503, ServiceUnavailable", "500, InternalError"})
    void failsTheBatchIfS3Does(int status, String code) {
        assertProblem("storage-unavailable", 503, bulk(Map.of("keys", List.of(FACE, "photos/" + code + ".jpg"))));
    }

    @Test
    void takesUpToTwoHundredKeys() {
        List<String> keys = IntStream.range(0, 200).mapToObj(i -> "photos/" + i + "/").toList();

        assertEquals(200, results(keys.toArray(String[]::new)).size());
        assertProblem("number-of-keys", 400, bulk(Map.of("keys", Collections.nCopies(201, FACE))));
        assertProblem("number-of-keys", 400, bulk(Map.of("keys", List.of())));
    }

    @Test
    void takesNoBucketButItsOwn() {
        bulk(Map.of("keys", List.of(FACE), "bucket", LocalS3.BUCKET)).statusCode(200);
        assertProblem("other-bucket", 400, bulk(Map.of("keys", List.of(FACE), "bucket", "another")));
        assertProblem("other-bucket", 400, bulk(Map.of("keys", List.of(FACE), "bucket", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "malformed-json  | {'keys': ",
            "unknown-field   | {'keys': ['a'], 'key': 'a'}",
            "unknown-field   | {'image': 'AQID'}",
            "missing-field   | {}",
            "missing-field   | {'keys': null}",
            "wrong-json-type | {'keys': 'a'}",
            "wrong-json-type | {'keys': [5]}",
            "wrong-json-type | {'keys': [null]}",
            "wrong-json-type | ['a']",
            "wrong-json-type | {'keys': ['a'], 'bucket': 5}",
            "empty-body      | null",
    })
    void refusesJsonThatIsNotWhatItHasToBe(String type, String json) {
        String detail = assertProblem(type, 400, bulk(json.replace('\'', '"'))).detail();

        assertTrue(detail.contains("keys"), detail);
        assertFalse(detail.contains("image"), detail);
    }

    @Test
    void takesNothingButJson() {
        Problem problem = assertProblem("unsupported-content-type", 415,
                given().contentType("image/jpeg").body(TestImages.face()).post("/v1/bulk").then());

        assertFalse(problem.detail().contains("image/jpeg"), problem.detail());
    }

    /** What the state machine of a bulk run sends: it has no caller's address, as no client has called. */
    @Test
    @DisabledIfSystemProperty(named = "container", matches = ".*", disabledReason = "An HTTP server takes no events")
    void answersTheEventOfABulkRun() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Object> event = Map.of(
                "version", "2.0",
                "routeKey", "POST /v1/bulk",
                "rawPath", "/v1/bulk",
                "rawQueryString", "",
                "headers", Map.of("content-type", "application/json"),
                "requestContext", Map.of("http", Map.of("method", "POST", "path", "/v1/bulk")),
                "body", json.writeValueAsString(Map.of("keys", List.of(FACE, "photos/text.jpg"))),
                "isBase64Encoded", false);

        String body = given().contentType(ContentType.JSON).body(event).post("/_lambda_").then().statusCode(200)
                .body("statusCode", equalTo(200))
                .body("isBase64Encoded", equalTo(false))
                .extract().path("body");

        assertEquals(results(FACE, "photos/text.jpg"), json.readValue(body, BulkAnswer.class).results());
    }

    @Test
    void isDescribedInOpenApi() {
        JsonPath openApi = given().queryParam("format", "JSON").get("/q/openapi").then().extract().jsonPath();

        Map<String, Object> responses = openApi.getMap("paths.'/v1/bulk'.post.responses");
        assertTrue(responses.keySet().containsAll(List.of("200", "400", "404", "406", "413", "415", "500", "503")),
                responses.toString());
        assertEquals(200, openApi.getInt("components.schemas.BulkRequest.properties.keys.maxItems"));
        assertEquals(List.of("key"), openApi.getList("components.schemas.BulkResult.required"));
    }

    private static List<BulkAnswer.Result> results(String... keys) {
        return bulk(Map.of("keys", keys)).statusCode(200).contentType(ContentType.JSON)
                .extract().as(BulkAnswer.class).results();
    }

    private static ValidatableResponse bulk(Object request) {
        return given().contentType(ContentType.JSON).body(request).post("/v1/bulk").then();
    }

    private static Problem assertProblem(String type, int status, ValidatableResponse response) {
        String body = response.statusCode(status).contentType(Problem.MEDIA_TYPE).extract().asString();
        JsonPath problem = JsonPath.from(body);
        assertEquals("urn:visage:problem:" + type, problem.getString("type"));
        return new Problem(null, problem.getString("title"), problem.getInt("status"), problem.getString("detail"));
    }

    /** An S3 server with photos, good and bad ones. */
    public static class PhotosInS3 implements QuarkusTestResourceLifecycleManager {

        private LocalS3 s3;

        @Override
        public Map<String, String> start() {
            byte[] face = TestImages.face();
            s3 = LocalS3.start();
            s3.upload(FACE, face);
            s3.upload("photos/\u00E4 + b.png", TestImages.png(100, 100));
            s3.upload("photos/text.jpg", "just a text".getBytes());
            s3.upload("photos/truncated.jpg", Arrays.copyOf(face, face.length / 2));
            s3.upload("photos/empty.jpg", new byte[0]);
            s3.upload("photos/large.jpg", Arrays.copyOf(face, MAX_BYTES + 1));
            s3.fail("photos/refused.jpg", 403, "AccessDenied");
            s3.fail("photos/SlowDown.jpg", 503, "SlowDown");
            s3.fail("photos/ServiceUnavailable.jpg", 503, "ServiceUnavailable");
            s3.fail("photos/InternalError.jpg", 500, "InternalError");
            Map<String, String> settings = new HashMap<>(s3.settings());
            settings.put("visage.bulk.bucket", LocalS3.BUCKET);
            settings.put("visage.image.max-bytes", String.valueOf(MAX_BYTES));
            return settings;
        }

        @Override
        public void stop() {
            s3.close();
        }
    }
}
