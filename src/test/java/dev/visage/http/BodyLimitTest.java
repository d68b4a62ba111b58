package dev.visage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a server of its own: the one that stands for API Gateway in other tests has a limit itself. */
class BodyLimitTest {

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        new BodyLimit(new MemorySize(BigInteger.valueOf(1000)), new ObjectMapper()).register(router);
        router.route().handler(context -> context.end("taken"));
        server = vertx.createHttpServer().requestHandler(router).listen(0)
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysWhyABodyIsRefusedAndHangsUpBeforeItIsSent() throws IOException {
        String answer = post(1001, 0);

        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("content-type: application/problem+json\r\n"), answer);
        JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertEquals("urn:visage:problem:body-too-large", problem.get("type").asText());
        assertEquals("A body may have at most 1,000 bytes. Send a smaller image.", problem.get("detail").asText());
    }

    @Test
    void takesWhatIsAsLongAsTheLimit() throws IOException {
        String answer = post(1000, 1000);

        assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("taken"), answer);
    }

    /** Announces some bytes, sends some, and reads until the server hangs up. */
    private String post(int announced, int sent) throws IOException {
        try (Socket socket = new Socket("localhost", server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Length: " + announced + "\r\n\r\n" + "x".repeat(sent)).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
