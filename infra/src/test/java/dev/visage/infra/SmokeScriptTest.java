package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code smoke.sh} against a small server that answers as the function does, and looks at what it was sent. */
class SmokeScriptTest {
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String REGION = "eu-central-1";
    private static final byte[] PHOTO = {(byte) 0xff, (byte) 0xd8, 0, 1, 2, 3, (byte) 0xff, (byte) 0xd9};
    private static final String FACE = """
            {"faces": [{"box": {"left": 0, "top": 0, "width": 1, "height": 1}, "confidence": 1,
              "ageGroup": {"label": "30-39", "low": 30, "high": 39, "probability": 0.58},
              "age": {"estimate": 34.2, "low": 28.5, "high": 41.3},
              "gender": {"value": "female", "probability": 0.97}}],
             "model": {"name": "visage", "version": "3", "sha256": "00"}}""";

    @TempDir
    private Path folder;
    private HttpServer server;
    private final List<Request> requests = new ArrayList<>();
    private String classifyAnswer = FACE;
    private int classifyStatus = 200;

    private record Request(String method, String path, Map<String, String> headers, byte[] body) {
    }

    private record Outcome(int exit, String words) {
    }

    @BeforeAll
    static void hasTheToolsThatTheScriptNeeds() {
        for (String tool : List.of("bash", "curl", "jq")) {
            assumeTrue(Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))), "SKIPPED: no " + tool);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{\"status\": \"UP\"}"));
        server.createContext("/v1/model", exchange -> answer(exchange, 200,
                "{\"name\": \"visage\", \"version\": \"3\"}"));
        server.createContext("/v1/classify", exchange -> answer(exchange, classifyStatus, classifyAnswer));
        server.start();
        Files.write(folder.resolve("photo.jpg"), PHOTO);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isContentWithAGoodAnswer() throws Exception {
        Outcome outcome = smoke(Map.of(), "--open");

        assertEquals(new Outcome(0, "Well. visage 3 sees: 30-39 years, about 34.2 (28.5 to 41.3), female (0.97)\n"),
                outcome);
        assertEquals(List.of("GET /q/health/ready", "GET /v1/model", "POST /v1/classify"),
                requests.stream().map(request -> request.method() + " " + request.path()).toList());
        assertTrue(requests.stream().noneMatch(request -> request.headers().containsKey("authorization")));
        assertEquals(Base64.getEncoder().encodeToString(PHOTO),
                new ObjectMapper().readTree(requests.get(2).body()).get("image").asText());
    }

    @Test
    void signsEveryRequestAsApiGatewayChecksIt() throws Exception {
        Outcome outcome = smoke(Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET,
                "AWS_SESSION_TOKEN", "a+session/token==", "AWS_REGION", REGION));

        assertEquals(0, outcome.exit(), outcome::words);
        assertEquals(3, requests.size());
        for (Request request : requests) {
            assertEquals("a+session/token==", request.headers().get("x-amz-security-token"));
            assertSigned(request);
        }
    }

    @Test
    void sendsABearerToken() throws Exception {
        Outcome outcome = smoke(Map.of(), "--token", "abc.def.ghi");

        assertEquals(0, outcome.exit(), outcome::words);
        for (Request request : requests) {
            assertEquals("Bearer abc.def.ghi", request.headers().get("authorization"));
        }
    }

    @Test
    void saysWhatWasAnsweredInPlaceOfAFace() throws Exception {
        classifyAnswer = FACE.replace("\"estimate\": 34.2", "\"estimate\": 64.2");

        Outcome outcome = smoke(Map.of(), "--open");

        assertEquals(1, outcome.exit());
        assertTrue(outcome.words().startsWith("smoke: not the answer to a face: {"), outcome::words);
    }

    @Test
    void saysTheStatusOfARefusal() throws Exception {
        classifyStatus = 403;
        classifyAnswer = "{\"message\": \"Forbidden\"}";

        Outcome outcome = smoke(Map.of(), "--open");

        assertEquals(new Outcome(1, "smoke: POST /v1/classify: status 403: {\"message\": \"Forbidden\"}\n"), outcome);
    }

    @Test
    void noticesAnotherModelThanTheOneExpected() throws Exception {
        Outcome outcome = smoke(Map.of("VISAGE_MODEL_VERSION", "4"), "--open");

        assertEquals(new Outcome(1, "smoke: the model is version 3, not 4\n"), outcome);
    }

    @Test
    void asksForCredentialsBeforeItSends() throws Exception {
        Outcome outcome = smoke(Map.of("AWS_CONFIG_FILE", "/nowhere", "AWS_SHARED_CREDENTIALS_FILE", "/nowhere",
                "AWS_EC2_METADATA_DISABLED", "true"));

        assertTrue(outcome.exit() != 0 && requests.isEmpty(), outcome::words);
    }

    private Outcome smoke(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "smoke.sh"));
        command.addAll(List.of(options));
        command.add("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        command.add(folder.resolve("photo.jpg").toString());
        Path words = folder.resolve("words");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("VISAGE_"));
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Outcome(exit, Files.readString(words));
    }

    private void answer(HttpExchange exchange, int status, String json) throws IOException {
        requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().entrySet().stream().collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(",", header.getValue()))),
                exchange.getRequestBody().readAllBytes()));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Computes the signature from what has arrived, as AWS documents it, and compares. */
    private static void assertSigned(Request request) throws GeneralSecurityException {
        Matcher authorization = Pattern.compile("AWS4-HMAC-SHA256 Credential=" + KEY + "/(\\d{8})/" + REGION
                        + "/execute-api/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})")
                .matcher(request.headers().get("authorization"));
        assertTrue(authorization.matches(), () -> request.headers().toString());
        String day = authorization.group(1);
        String signedHeaders = authorization.group(2);
        assertTrue(List.of(signedHeaders.split(";")).containsAll(
                List.of("host", "x-amz-date", "x-amz-security-token")), signedHeaders);

        StringBuilder canonical = new StringBuilder(request.method() + "\n" + request.path() + "\n\n");
        for (String name : signedHeaders.split(";")) {
            canonical.append(name).append(':').append(request.headers().get(name)).append('\n');
        }
        canonical.append('\n').append(signedHeaders).append('\n').append(sha256(request.body()));
        String toSign = "AWS4-HMAC-SHA256\n" + request.headers().get("x-amz-date") + "\n"
                + day + "/" + REGION + "/execute-api/aws4_request\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(day, REGION, "execute-api", "aws4_request", toSign)) {
            key = hmac(key, part);
        }
        assertEquals(HexFormat.of().formatHex(key), authorization.group(3));
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
