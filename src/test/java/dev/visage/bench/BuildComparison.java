package dev.visage.bench;

import dev.visage.lambda.HttpApiEvent;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares native builds of the function with each other, each in a folder like {@code target/lambda}, and prints a table
 * in Markdown. All do the same in turn, so that whatever else the machine does meets all alike.
 *
 * <p>Started by {@code ./mvnw test-compile exec:exec@compare-builds -Dbuilds=target/lambda,target/lambda-O3}.
 */
public final class BuildComparison {

    private static final int STARTS = Integer.getInteger("benchmark.starts", 20);
    private static final int REQUESTS = Integer.getInteger("benchmark.requests", 1000);

    private BuildComparison() {
    }

    /**
     * What was measured of a build, in milliseconds.
     *
     * @param starts  to the first answer
     * @param quarkus of that, what Quarkus itself took
     */
    private record Times(double[] starts, double[] quarkus, double[] requests) {
    }

    /** @param folders of the builds */
    public static void main(String... folders) throws Exception {
        byte[] event = HttpApiEvent.photo("image/jpeg", TestImages.jpeg(200, 200));
        Map<Function, Times> times = new LinkedHashMap<>();
        for (String folder : folders[0].split(",")) {
            times.put(build(folder), new Times(new double[STARTS], new double[STARTS], new double[REQUESTS]));
        }
        for (int i = -1; i < STARTS; i++) { // the first fills the page cache
            for (Map.Entry<Function, Times> build : times.entrySet()) {
                Function.Start start = build.getKey().start(event);
                build.getValue().starts[Math.max(i, 0)] = start.firstAnswer();
                build.getValue().quarkus[Math.max(i, 0)] = start.quarkus();
            }
        }
        request(times, event);
        System.out.println("| build | executable, MB | first answer, ms (fastest, slowest)"
                + " | of that, Quarkus (fastest, slowest) | warm request, p50, ms |");
        System.out.println("|---|---|---|---|---|");
        for (Map.Entry<Function, Times> build : times.entrySet()) {
            Times measured = build.getValue();
            System.out.printf(Locale.ROOT, "| %s | %.1f | %s | %s | %.2f |%n", build.getKey().name(),
                    Files.size(Path.of(build.getKey().command().get(0))) / 1e6, withExtremes(measured.starts),
                    withExtremes(measured.quarkus), Samples.of(measured.requests).median());
        }
    }

    private static String withExtremes(double[] millis) {
        Samples samples = Samples.of(millis);
        return String.format(Locale.ROOT, "%.0f (%.0f, %.0f)", samples.median(), samples.min(), samples.max());
    }

    private static Function build(String folder) {
        Path executable = Path.of(folder, "bootstrap").toAbsolutePath();
        return new Function(folder, List.of(executable.toString()),
                Map.of("VISAGE_MODEL_URI", ShippedModel.FOLDER.toUri().toString()), executable.getParent());
    }

    private static void request(Map<Function, Times> times, byte[] event) throws Exception {
        List<Function.Running> containers = new ArrayList<>();
        try {
            for (Function build : times.keySet()) {
                containers.add(build.run());
            }
            List<double[]> requests = times.values().stream().map(Times::requests).toList();
            for (int i = -REQUESTS / 10; i < REQUESTS; i++) {
                for (int build = 0; build < containers.size(); build++) {
                    requests.get(build)[Math.max(i, 0)] = containers.get(build).invoke(event).nanos() / 1e6;
                }
            }
        } finally {
            containers.forEach(Function.Running::close);
        }
    }
}
