package dev.visage.bench;

import dev.visage.lambda.Deployments;
import dev.visage.lambda.HttpApiEvent;
import dev.visage.support.LocalS3;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import dev.visage.support.TlsKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures both builds of the function as Lambda would run them, and writes {@code docs/benchmark.md} and a plot. Both
 * have to be there: {@code ./mvnw package}, and then {@code ./mvnw package -Dnative}.
 */
public final class Benchmark {

    private static final Path DOCS = Path.of("docs");
    private static final String FROM_DISK = ShippedModel.FOLDER.toUri().toString();
    private static final String KEY = "visage/1";
    private static final Path FOLDER = Path.of("target", "benchmark").toAbsolutePath();

    private final int starts = Integer.getInteger("benchmark.starts", 20);
    private final int requests = Integer.getInteger("benchmark.requests", 1000);
    private final byte[] face = TestImages.jpeg(200, 200);
    private final byte[] photo = TestImages.jpeg(4000, 3000);
    private final List<String> report = new ArrayList<>();

    private Benchmark() {
    }

    public static void main(String... args) throws Exception {
        new Benchmark().run();
    }

    private void run() throws Exception {
        Files.createDirectories(FOLDER);
        Files.createDirectories(DOCS);
        Map<String, Function> functions = functions();

        say("# Benchmark");
        say("");
        say("Written by the benchmark (see [performance.md](performance.md)) on %s.", LocalDate.now());
        say("");
        say("Machine: %s. Java: %s %s.", Machine.describe(), System.getProperty("java.vendor"),
                System.getProperty("java.version"));
        coldStarts(functions);
        coldStartsFromS3();
        warmLatency(functions.get(Function.NATIVE));
        memory(functions.get(Function.NATIVE));
        sizes();
        Files.write(DOCS.resolve("benchmark.md"), report);
    }

    private Map<String, Function> functions() throws Exception {
        String libraries = "-Djava.library.path=" + Deployments.LAMBDA_FOLDER;
        String asTheyLie = "-Dorg.bytedeco.javacpp.findLibraries=false";
        Path archive = FOLDER.resolve("application.jsa");
        Files.deleteIfExists(archive);
        function("archive", Deployments.jvm(libraries, asTheyLie, "-XX:ArchiveClassesAtExit=" + archive))
                .runOnceToItsEnd(HttpApiEvent.photo("image/jpeg", face));

        Map<String, Function> functions = new LinkedHashMap<>();
        for (Function function : List.of(
                function(Function.NATIVE, Deployments.nativeExecutable()),
                function("JVM, the application's classes shared (AppCDS)",
                        Deployments.jvm(libraries, asTheyLie, "-XX:SharedArchiveFile=" + archive)),
                function("JVM, the JDK's classes shared (default)", Deployments.jvm(libraries, asTheyLie)),
                function("JVM, no class-data sharing", Deployments.jvm(libraries, asTheyLie, "-Xshare:off")))) {
            functions.put(function.name(), function);
        }
        return functions;
    }

    /** All builds read the model from the same place. */
    private static Function function(String name, List<String> command) {
        return new Function(name, command, Map.of("VISAGE_MODEL_URI", FROM_DISK), FOLDER);
    }

    private void coldStarts(Map<String, Function> functions) throws Exception {
        Map<String, List<Function.Start>> measured =
                Function.startInTurn(functions.values(), starts, HttpApiEvent.photo("image/jpeg", face));

        say("");
        say("## Cold start");
        say("");
        say("From the start of the process to its first answer over the Runtime API, for a 200x200 JPEG; %d starts of"
                + " each, in turn, with the files in the page cache. Milliseconds.", starts);
        say("");
        say("| | median | fastest | slowest | against native |");
        say("|---|---|---|---|---|");
        Map<String, Samples> firstAnswers = new LinkedHashMap<>();
        measured.forEach((name, all) ->
                firstAnswers.put(name, Samples.of(all.stream().mapToDouble(Function.Start::firstAnswer))));
        double nativeMedian = firstAnswers.get(Function.NATIVE).median();
        firstAnswers.forEach((name, millis) -> say("| %s | %.0f | %.0f | %.0f | %.1f times |", name, millis.median(),
                millis.min(), millis.max(), millis.median() / nativeMedian));
        new BarChart("Cold start: process start to first answer, milliseconds (median, fastest, slowest)", firstAnswers)
                .write(DOCS.resolve("cold-start.png"));

        say("");
        say("Where the time goes, by the functions' own logs (medians, milliseconds):");
        say("");
        say("| | " + String.join(" | ", Function.STEPS) + " |");
        say("|---|" + "---|".repeat(Function.STEPS.size()));
        measured.forEach((name, all) -> say("| %s | %s |", name, IntStream.range(0, Function.STEPS.size())
                .mapToObj(step -> Samples.of(all.stream().mapToDouble(start -> start.steps()[step])).median())
                .map("%.0f"::formatted)
                .collect(Collectors.joining(" | "))));
    }

    /** What it costs to have the model in S3, and TLS with it; the server is in this process, without a network. */
    private void coldStartsFromS3() throws Exception {
        TlsKeys keys = TlsKeys.create(Files.createTempDirectory(FOLDER, "keys"));
        Map<String, List<Function.Start>> measured;
        try (LocalS3 s3 = LocalS3.start(keys)) {
            s3.upload(ShippedModel.FOLDER, KEY);
            String[] trusting = keys.trusting().toArray(String[]::new);
            measured = Function.startInTurn(List.of(
                    function("disk", Deployments.nativeExecutable()),
                    fromS3("S3", Deployments.nativeExecutable(), s3.endpoint()),
                    fromS3("S3, with TLS", Deployments.nativeExecutable(trusting), s3.tlsEndpoint())),
                    starts, HttpApiEvent.photo("image/jpeg", face));
        }

        say("");
        say("The native executable again, its model in S3: a server in the benchmark's process, without a network"
                + " between them. Milliseconds.");
        say("");
        say("| model from | median | fastest | slowest | of that, reading the model |");
        say("|---|---|---|---|---|");
        measured.forEach((name, all) -> {
            Samples firstAnswers = Samples.of(all.stream().mapToDouble(Function.Start::firstAnswer));
            say("| %s | %.0f | %.0f | %.0f | %.0f |", name, firstAnswers.median(), firstAnswers.min(),
                    firstAnswers.max(), Samples.of(all.stream().mapToDouble(Function.Start::readingTheModel)).median());
        });
    }

    private static Function fromS3(String name, List<String> command, URI endpoint) {
        Map<String, String> environment = new HashMap<>(LocalS3.environment());
        environment.put("QUARKUS_S3_ENDPOINT_OVERRIDE", endpoint.toString());
        environment.put("VISAGE_MODEL_URI", "s3://" + LocalS3.BUCKET + "/" + KEY);
        return new Function(name, command, environment, FOLDER);
    }

    private void warmLatency(Function function) throws Exception {
        say("");
        say("## Warm requests");
        say("");
        say("One client, native executable, milliseconds; the bare session is the TensorFlow session alone, called"
                + " in turn with it in another process on the same bytes.");
        say("");
        say("| | p50 | p90 | p99 | p99 / p50 | bare session p50 | against it |");
        say("|---|---|---|---|---|---|---|");
        try (BareSession session = new BareSession(ShippedModel.FOLDER)) {
            latency("200x200 JPEG, %d KB".formatted(face.length / 1000), function, session, face, requests);
            latency("4000x3000 JPEG, %d KB".formatted(photo.length / 1000), function, session, photo,
                    Math.max(20, requests / 10));
        }
        say("");
        say("Two workers, each a process of its own and always busy: %.0f requests per second (200x200); one: %.0f.",
                function.throughput(2, requests, HttpApiEvent.photo("image/jpeg", face)),
                function.throughput(1, requests, HttpApiEvent.photo("image/jpeg", face)));
    }

    private void latency(String name, Function function, BareSession session, byte[] image, int count)
            throws Exception {
        double[] bare = new double[count];
        double[] warm = new double[count];
        byte[] event = HttpApiEvent.photo("image/jpeg", image);
        try (Function.Running running = function.run()) {
            for (int i = -count / 10; i < count; i++) {
                long start = System.nanoTime();
                session.run(image);
                double sessionMillis = (System.nanoTime() - start) / 1e6;
                double requestMillis = running.invoke(event).nanos() / 1e6;
                if (i >= 0) {
                    bare[i] = sessionMillis;
                    warm[i] = requestMillis;
                }
            }
        }
        Samples requestMillis = Samples.of(warm);
        double barely = Samples.of(bare).median();
        double slow = requestMillis.quantile(0.99);
        say("| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f times |", name, requestMillis.median(),
                requestMillis.quantile(0.9), slow, slow / requestMillis.median(), barely,
                requestMillis.median() / barely);
    }

    private void memory(Function function) throws Exception {
        byte[] event = HttpApiEvent.photo("image/jpeg", face);
        say("");
        say("## Memory");
        say("");
        say("Resident memory of the native executable, MiB: all of it, and without the pages of files (the libraries,"
                + " mostly), which containers on one host can share.");
        say("");
        say("| environment | after the start | after %1$,d requests | after %2$,d | growth |", requests, 2 * requests);
        say("|---|---|---|---|---|");
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("MALLOC_ARENA_MAX", "1"))) {
            try (Function.Running running = function.run(environment)) {
                running.invoke(event);
                Function.Memory first = running.memory();
                running.invoke(event, requests - 1);
                Function.Memory half = running.memory();
                running.invoke(event, requests);
                Function.Memory full = running.memory();
                String name = environment.isEmpty() ? "as it is" : environment.toString().replaceAll("[{}]", "`");
                say("| %s | %s | %s | %s | %.1f %% |", name, first, half, full,
                        100 * (full.resident() / half.resident() - 1));
            }
        }
    }

    private void sizes() throws IOException {
        say("");
        say("## Size");
        say("");
        say("| in target/lambda | MB |");
        say("|---|---|");
        try (Stream<Path> files = Files.walk(Deployments.LAMBDA_FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) > 500_000) {
                    say("| %s | %.1f |", Deployments.LAMBDA_FOLDER.relativize(file), Files.size(file) / 1e6);
                }
            }
        }
    }

    private void say(String format, Object... values) {
        String line = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        report.add(line);
        System.out.println(line);
    }
}
