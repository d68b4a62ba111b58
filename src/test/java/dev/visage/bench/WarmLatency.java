package dev.visage.bench;

import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Compares a warm request with what is inside it: POST /v1/classify against a bare TensorFlow session on the same
 * image, in turns, so that whatever else the machine does falls on both.
 *
 * <p>Started by {@code ./mvnw verify -Dcontainer -Pbench}.
 */
public final class WarmLatency {

    private static final int WARM_UP_ROUNDS = 300;
    private static final int ROUNDS = 1000;

    private WarmLatency() {
    }

    public static void main(String[] arguments) throws Exception {
        System.out.printf(Locale.ROOT, "%-22s %-26s %9s %9s %9s%n", "image", "way", "p50 ms", "p90 ms", "p99 ms");
        try (FunctionProcess function = FunctionProcess.start();
                BareSession session = new BareSession(ShippedModel.FOLDER)) {
            compare("200x200 JPEG", TestImages.face(), function.uri(), session, ROUNDS);
            compare("4000x3000 JPEG", TestImages.jpeg(4000, 3000), function.uri(), session, ROUNDS / 20);
        }
    }

    private static void compare(String name, byte[] image, URI function, BareSession session, int rounds)
            throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String json = "{\"image\":\"" + Base64.getEncoder().encodeToString(image) + "\"}";
        HttpRequest asJson = request(function, "application/json", json.getBytes(StandardCharsets.US_ASCII));
        HttpRequest asImage = request(function, "image/jpeg", image);

        double[][] millis = new double[3][rounds];
        for (int i = -Math.min(WARM_UP_ROUNDS, rounds); i < rounds; i++) {
            int round = Math.max(i, 0);
            millis[0][round] = time(() -> session.run(image));
            millis[1][round] = time(() -> send(client, asImage));
            millis[2][round] = time(() -> send(client, asJson));
        }
        double bare = print(name, "bare TensorFlow session", millis[0]);
        double raw = print(name, "POST image/jpeg", millis[1]);
        double base64 = print(name, "POST application/json", millis[2]);
        System.out.printf(Locale.ROOT, "%-22s p50 against the bare session: image/jpeg %.2f, application/json %.2f%n%n",
                name, raw / bare, base64 / bare);
    }

    private static HttpRequest request(URI function, String contentType, byte[] body) {
        return HttpRequest.newBuilder(function.resolve("/v1/classify"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static void send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The function has answered " + response.statusCode());
        }
    }

    private static double time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double print(String image, String way, double[] millis) {
        Arrays.sort(millis);
        double median = percentile(millis, 0.5);
        System.out.printf(Locale.ROOT, "%-22s %-26s %9.2f %9.2f %9.2f%n", image, way, median, percentile(millis, 0.9),
                percentile(millis, 0.99));
        return median;
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private interface Work {
        void run() throws Exception;
    }
}
