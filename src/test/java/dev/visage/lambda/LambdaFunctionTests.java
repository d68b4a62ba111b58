package dev.visage.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.support.LocalS3;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import dev.visage.support.TlsKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function's process and Lambda's Runtime API, with nothing between them: the same for every build. */
abstract class LambdaFunctionTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] FACE = TestImages.face();
    private static final Pattern UNRECOGNIZED = Pattern.compile("Unrecognized configuration key (\\S+) was provided");

    @TempDir
    Path folder;

    private RuntimeApi api;

    /** The command that starts the function, with system properties of its own. */
    abstract List<String> command(String... options);

    /** The least that its environment must hold beside the address of the Runtime API. */
    Map<String, String> environment() {
        return Map.of();
    }

    @BeforeEach
    void startApi() {
        api = RuntimeApi.start();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    FunctionContainer start(String... options) {
        return FunctionContainer.start(command(options), folder, environment(), api);
    }

    RuntimeApi.Answer invoke(byte[] event) throws Exception {
        return api.invoke(event).get(60, TimeUnit.SECONDS);
    }

    @Test
    void answersAPhotoInJsonAndAsBytesAlike() throws Exception {
        try (FunctionContainer function = start()) {
            JsonNode json = body(200, invoke(HttpApiEvent.json(image(Base64.getEncoder().encodeToString(FACE)))));
            JsonNode bytes = body(200, invoke(HttpApiEvent.photo("image/jpeg", FACE)));

            assertEquals(json, bytes, function.log());
            assertEquals(1, json.path("faces").size(), json::toString);
            assertEquals(ShippedModel.read().manifest().sha256(), json.path("model").path("sha256").asText());
        }
    }

    @Test
    void answersARefusalAsAProblemDocument() throws Exception {
        try (FunctionContainer function = start()) {
            assertProblem("malformed-json", 400, HttpApiEvent.json("{\"image\": "));
            assertProblem("not-base64", 400, HttpApiEvent.json(image("%%%")));
            byte[] text = "a text".getBytes(StandardCharsets.US_ASCII);
            assertProblem("not-an-image", 422, HttpApiEvent.photo("image/png", text));
            assertProblem("not-found", 404, HttpApiEvent.get("/v1/nothing"));
            assertFalse(function.log().contains("ERROR"), function.log());
        }
    }

    @Test
    void reportsEventsThatAreNoneAndGoesOn() throws Exception {
        List<String> events = List.of("{}", "[]", "no JSON",
                "{\"version\": \"2.0\", \"body\": \"%%%\", \"isBase64Encoded\": true}");
        try (FunctionContainer function = start()) {
            for (String event : events) {
                RuntimeApi.Answer answer = invoke(event.getBytes(StandardCharsets.UTF_8));

                assertTrue(answer.failed() || JSON.readTree(answer.content()).path("statusCode").asInt() >= 400,
                        () -> event + " is answered with " + answer.text() + function.log());
            }
            body(200, invoke(HttpApiEvent.photo("image/jpeg", FACE)));
        }
    }

    @Test
    void loadsTheModelOnceForAllRequests() throws Exception {
        try (FunctionContainer function = start()) {
            for (int i = 0; i < 5; i++) {
                body(200, invoke(HttpApiEvent.photo("image/jpeg", FACE)));
            }

            String log = function.log();
            assertEquals(1, log.lines().filter(line -> line.contains(" loaded from ")).count(), log);
        }
    }

    @Test
    void warnsOfASettingOfQuarkusThatThereIsNotAndOfNoOther() throws Exception {
        String known = "-Dquarkus.http.limits.max-form-fields=5";
        try (FunctionContainer function = start(known, "-Dquarkus.http.no-such-limit=5")) {
            body(200, invoke(HttpApiEvent.photo("image/jpeg", FACE)));

            String log = function.log();
            assertEquals(List.of("\"quarkus.http.no-such-limit\""), UNRECOGNIZED.matcher(log).results()
                    .map(warning -> warning.group(1)).toList(), log);
        }
    }

    @Test
    void readsItsModelFromS3ThroughTls() throws Exception {
        TlsKeys keys = TlsKeys.create(folder);
        try (LocalS3 s3 = LocalS3.start(keys)) {
            s3.upload(ShippedModel.FOLDER, "visage/1");
            Map<String, String> environment = new HashMap<>(LocalS3.environment());
            environment.put("QUARKUS_S3_ENDPOINT_OVERRIDE", s3.tlsEndpoint().toString());
            environment.put("VISAGE_MODEL_URI", "s3://" + LocalS3.BUCKET + "/visage/1");
            List<String> trusting = command(keys.trusting().toArray(String[]::new));
            try (FunctionContainer function = FunctionContainer.start(trusting, folder, environment, api)) {
                body(200, invoke(HttpApiEvent.photo("image/jpeg", FACE)));

                assertTrue(function.log().contains(" loaded from s3://models/visage/1 "), function.log());
            }
        }
    }

    @Test
    void reportsAModelThatCannotBeLoadedAndEnds() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("VISAGE_MODEL_URI", folder.resolve("none").toUri().toString());
        try (FunctionContainer function = FunctionContainer.start(command(), folder, environment, api)) {
            String report = api.initError().get(60, TimeUnit.SECONDS);

            assertTrue(JSON.readTree(report).path("errorMessage").asText().contains(
                    folder.resolve("none").resolve("manifest.json").toString()), report);
            assertNotEquals(0, function.exitCode());
        }
    }

    @Test
    void endsWhenItIsTold() throws Exception {
        try (FunctionContainer function = start()) {
            body(200, invoke(HttpApiEvent.photo("image/jpeg", FACE)));

            function.terminate();

            assertEquals(128 + 15, function.exitCode(), function.log());
        }
    }

    private void assertProblem(String type, int status, byte[] event) throws Exception {
        assertEquals("urn:visage:problem:" + type, body(status, invoke(event)).path("type").asText());
    }

    static JsonNode body(int status, RuntimeApi.Answer answer) throws Exception {
        assertFalse(answer.failed(), answer::text);
        JsonNode response = JSON.readTree(answer.content());
        assertEquals(status, response.path("statusCode").asInt(), answer::text);
        return JSON.readTree(response.path("body").asText());
    }

    private static String image(String base64) {
        return "{\"image\": \"" + base64 + "\"}";
    }
}
