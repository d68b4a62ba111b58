package dev.visage.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.support.TestImages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.mapper.ObjectMapperType;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal is a problem document with a type of its own, and quotes nothing of what was sent. */
@QuarkusTest
class ProblemTest {

    private static final byte[] FACE = TestImages.face();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "malformed-json   | {'image': ",
            "malformed-json   | {'image': 'AQID'} and more",
            "malformed-json   | {'image': 'AQID', 'image': 'AQID'}",
            "malformed-json   | hello",
            "malformed-json   | <image>AQID</image>",
            "unknown-field    | {'image': 'AQID', 'photo': 'AQID'}",
            "unknown-field    | {'photo': 'AQID'}",
            "missing-field    | {}",
            "missing-field    | {'image': null}",
            "wrong-json-type  | {'image': 5}",
            "wrong-json-type  | {'image': 0.5}",
            "wrong-json-type  | {'image': true}",
            "wrong-json-type  | {'image': ['AQID']}",
            "wrong-json-type  | {'image': {'bytes': 'AQID'}}",
            "wrong-json-type  | ['AQID']",
            "wrong-json-type  | 'AQID'",
            "wrong-json-type  | 5",
            "empty-body       | null",
            "empty-image      | {'image': ''}",
            "empty-image      | {'image': 'data:image/jpeg;base64,'}",
            "not-base64       | {'image': '%%%%'}",
            "not-base64       | {'image': 'https://example.com/face.jpg'}",
    })
    void refusesJsonThatIsNotWhatItHasToBe(String type, String json) {
        assertProblem(type, 400, json(json.replace('\'', '"')));
    }

    @Test
    void refusesAnEmptyBody() {
        assertProblem("empty-body", 400, given().contentType(ContentType.JSON).post("/v1/classify"));
        assertProblem("empty-image", 400, given().contentType("image/jpeg").post("/v1/classify"));
    }

    /** Its first bytes look like UTF-32 to a JSON reader, and like no character there is. */
    @Test
    void refusesAPhotoThatCallsItselfJson() {
        byte[] heic = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c', 0, 0, 0, 0};

        assertProblem("malformed-json", 400, given().contentType(ContentType.JSON).body(heic).post("/v1/classify"));
    }

    @Test
    void refusesAContentTypeThatIsNone() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/classify"))
                .header("Content-Type", "nonsense").POST(HttpRequest.BodyPublishers.ofByteArray(FACE)).build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(415, answer.statusCode());
        assertTrue(answer.body().contains("urn:visage:problem:unsupported-content-type"), answer.body());
    }

    @Test
    void refusesWhatIsNoImage() {
        assertProblem("not-an-image", 422, image("just a text".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void refusesAnotherFormatAndNamesIt() {
        Problem problem = assertProblem("unsupported-image-format", 415,
                image("RIFF____WEBPVP8 ".getBytes(StandardCharsets.US_ASCII)));

        assertTrue(problem.detail().contains("WebP"), problem.detail());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
    void refusesAnImageThatIsCutOff(double share) {
        byte[] png = TestImages.png(200, 200);
        byte[] progressive = TestImages.progressiveJpeg(200, 200);
        for (byte[] image : new byte[][] {FACE, progressive, png}) {
            assertProblem("truncated-image", 422, image(Arrays.copyOf(image, (int) (image.length * share))));
        }
    }

    @Test
    void refusesAnImageThatCannotBeDecoded() {
        byte[] png = TestImages.png(200, 200);
        png[png.length / 2] ^= 1;

        assertProblem("damaged-image", 422, image(png));
    }

    @Test
    void refusesMorePixelsThanTheLimitWithoutDecodingThem() {
        byte[] png = TestImages.png(20, 20);
        png[16] = 0x00;
        png[17] = 0x01;
        png[20] = 0x00;
        png[21] = 0x01;

        Problem problem = assertProblem("too-many-pixels", 413, image(png));
        assertTrue(problem.detail().contains("65556 x 65556"), problem.detail());
    }

    @Test
    void refusesAnotherContentType() {
        RestAssuredConfig asIs = RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("image/webp", ContentType.BINARY));
        assertProblem("unsupported-content-type", 415,
                given().contentType("text/plain").body("x").post("/v1/classify"));
        assertProblem("unsupported-content-type", 415,
                given().config(asIs).contentType("image/webp").body(FACE).post("/v1/classify"));
    }

    @Test
    void refusesToAnswerInAnotherFormat() {
        assertProblem("not-acceptable", 406,
                given().accept("text/html").contentType("image/jpeg").body(FACE).post("/v1/classify"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/classify/1", "/nowhere", "/v2/classify"})
    void tellsThatThereIsNothingAtAPath(String path) {
        assertProblem("not-found", 404, given().get(path));
        assertProblem("not-found", 404, given().accept("text/html").get(path));
    }

    @Test
    void hasNoBulkOperationWhereThereIsNoBucketForIt() {
        for (String path : List.of("/v1/bulk", "/v1/bulk/")) {
            assertProblem("not-found", 404,
                    given().contentType(ContentType.JSON).body(Map.of("keys", List.of("a"))).post(path));
            assertProblem("not-found", 404, given().contentType(ContentType.JSON).body("{").post(path));
            assertProblem("not-found", 404, given().contentType("text/plain").body("x").post(path));
            assertProblem("not-found", 404, given().get(path));
        }
    }

    @Test
    void tellsThatAMethodIsNotAllowed() {
        assertProblem("method-not-allowed", 405, given().get("/v1/classify"));
        assertProblem("method-not-allowed", 405, given().delete("/v1/model"));
        assertProblem("method-not-allowed", 405, given().accept("text/html").get("/v1/classify"));
        given().get("/v1/classify").then().header("Allow", "POST");
        assertEquals(List.of("GET", "HEAD"), given().delete("/v1/model").headers().getValues("Allow"));
        given().head("/v1/model").then().statusCode(200);
    }

    @Test
    void quotesNothingOfAnImage() {
        String secret = Base64.getEncoder()
                .encodeToString("the secret within the image".getBytes(StandardCharsets.UTF_8));
        for (String json : new String[] {"{\"image\": \"" + secret, "{\"image\": [\"" + secret + "\"]}",
                "{\"image\": \"!" + secret + "\"}", "{\"" + secret + "\": 1}", "{\"image\": \"" + secret + "\"}"}) {
            String answer = json(json).asString();
            assertFalse(answer.contains(secret.substring(0, 12)), answer);
        }
    }

    private static Response json(String json) {
        return given().contentType(ContentType.JSON).body(json).post("/v1/classify");
    }

    private static Response image(byte[] image) {
        return given().contentType("image/jpeg").body(image).post("/v1/classify");
    }

    private static Problem assertProblem(String type, int status, Response response) {
        assertEquals("application/problem+json", response.contentType(), response.asString());
        Problem problem = response.as(Problem.class, ObjectMapperType.JACKSON_2);
        assertEquals("urn:visage:problem:" + type, problem.type().toString());
        assertEquals(status, problem.status());
        assertEquals(status, response.statusCode());
        assertTrue(problem.title().length() > 5 && problem.detail().length() > 10, problem.toString());
        return problem;
    }
}
