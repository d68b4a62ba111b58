package dev.visage.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lambda's Runtime API for one container of a function: hands out events, one at a time, and takes the answers. */
public final class RuntimeApi implements AutoCloseable {

    private static final String PATH = "/2018-06-01/runtime/";
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:visage";

    static {
        // Else the server holds back the end of an answer until its beginning is acknowledged, which takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /**
     * What a function answers.
     *
     * @param failed  whether the function reports that the invocation has failed
     * @param content the answer, or the report
     * @param nanos   the time from the handing out of the event until the whole answer was there
     */
    public record Answer(boolean failed, byte[] content, long nanos) {

        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private static final class Invocation {

        private final String id;
        private final byte[] event;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile long handedOut;

        Invocation(String id, byte[] event) {
            this.id = id;
            this.event = event;
        }
    }

    private RuntimeApi(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(PATH + "invocation/next", this::next);
        server.createContext(PATH + "invocation/", this::answer);
        server.createContext(PATH + "init/error", this::initError);
    }

    /** Starts a server on a free port. */
    public static RuntimeApi start() {
        try {
            InetSocketAddress freePort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            RuntimeApi api = new RuntimeApi(HttpServer.create(freePort, 0));
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new IllegalStateException("The Runtime API does not start", e);
        }
    }

    /** What the environment of the function has to hold as AWS_LAMBDA_RUNTIME_API. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has an event handed out as soon as the function asks for it. */
    public CompletableFuture<Answer> invoke(byte[] event) {
        Invocation invocation = new Invocation("request-" + count.incrementAndGet(), event);
        waiting.add(invocation);
        return invocation.answer;
    }

    /** Completes with what the function reports if it cannot start. */
    public CompletableFuture<String> initError() {
        return initError;
    }

    private void next(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            reply(exchange, 405, new byte[0]);
            return;
        }
        Invocation invocation;
        try {
            invocation = waiting.take();
        } catch (InterruptedException e) {
            exchange.close();
            return;
        }
        running.put(invocation.id, invocation);
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id);
        String deadline = Long.toString(System.currentTimeMillis() + 30_000);
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", deadline);
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        invocation.handedOut = System.nanoTime();
        reply(exchange, 200, invocation.event);
    }

    /** Takes {@code invocation/<id>/response} and {@code invocation/<id>/error}. */
    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(PATH.length()).split("/");
        byte[] content = exchange.getRequestBody().readAllBytes();
        long answered = System.nanoTime();
        boolean known = exchange.getRequestMethod().equals("POST") && path.length == 3
                && (path[2].equals("response") || path[2].equals("error"));
        Invocation invocation = known ? running.remove(path[1]) : null;
        reply(exchange, invocation == null ? 400 : 202, ACCEPTED);
        if (invocation != null) {
            invocation.answer.complete(new Answer(path[2].equals("error"), content, answered - invocation.handedOut));
        }
    }

    private void initError(HttpExchange exchange) throws IOException {
        String report = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        // As the service does it: only the first report counts.
        reply(exchange, initError.complete(report) ? 202 : 403, ACCEPTED);
    }

    private static void reply(HttpExchange exchange, int status, byte[] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
