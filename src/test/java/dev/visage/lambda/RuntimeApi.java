package dev.visage.lambda;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ServerSocket server;

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

    private RuntimeApi(ServerSocket server) {
        this.server = server;
    }

    /** Starts a server on a free port. */
    public static RuntimeApi start() {
        try {
            RuntimeApi api = new RuntimeApi(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            api.threads.execute(api::accept);
            return api;
        } catch (IOException e) {
            throw new IllegalStateException("The Runtime API does not start", e);
        }
    }

    /** What the environment of the function has to hold as AWS_LAMBDA_RUNTIME_API. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
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

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    /**
     * Answers the requests of a connection until its end. One thread reads, answers and writes: every other that took
     * part would have to be woken first, within the time that is measured.
     */
    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            Optional<HttpRequest> request = HttpRequest.read(in);
            while (request.isPresent()) {
                answer(request.get(), connection.getOutputStream());
                request = HttpRequest.read(in);
            }
        } catch (IOException e) {
            // The function has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpRequest request, OutputStream out) throws IOException, InterruptedException {
        long now = System.nanoTime();
        List<String> path = List.of(request.path().replaceFirst(PATH, "").split("/"));
        if (request.is("GET") && path.equals(List.of("invocation", "next"))) {
            handOut(waiting.take(), out);
        } else if (request.is("POST") && path.equals(List.of("init", "error"))) {
            // As the service does it: only the first report counts.
            reply(out, initError.complete(request.text()) ? 202 : 403);
        } else if (request.is("POST") && path.size() == 3 && running.containsKey(path.get(1))) {
            Invocation invocation = running.remove(path.get(1));
            reply(out, 202);
            invocation.answer.complete(
                    new Answer(path.get(2).equals("error"), request.body(), now - invocation.handedOut));
        } else {
            reply(out, 400);
        }
    }

    private void handOut(Invocation invocation, OutputStream out) throws IOException {
        running.put(invocation.id, invocation);
        String deadline = Long.toString(System.currentTimeMillis() + 30_000);
        invocation.handedOut = System.nanoTime();
        reply(out, 200, invocation.event, "Lambda-Runtime-Aws-Request-Id: " + invocation.id,
                "Lambda-Runtime-Deadline-Ms: " + deadline, "Lambda-Runtime-Invoked-Function-Arn: " + FUNCTION);
    }

    private static void reply(OutputStream out, int status) throws IOException {
        reply(out, status, ACCEPTED);
    }

    /** Writes all at once, so that it arrives at once. */
    private static void reply(OutputStream out, int status, byte[] content, String... headers) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(("HTTP/1.1 " + status + " \r\nContent-Type: application/json\r\nContent-Length: "
                + content.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String header : headers) {
            reply.writeBytes((header + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        reply.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        reply.writeBytes(content);
        reply.writeTo(out);
    }

    /** Stops the server. The connections end with the function. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
