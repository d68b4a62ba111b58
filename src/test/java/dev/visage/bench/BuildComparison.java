package dev.visage.bench;

import dev.visage.lambda.HttpApiEvent;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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

    /** @param folders of the builds */
    public static void main(String... folders) throws Exception {
        byte[] event = HttpApiEvent.photo("image/jpeg", TestImages.jpeg(200, 200));
        List<Function> builds = new ArrayList<>();
        for (String folder : folders[0].split(",")) {
            builds.add(build(folder));
        }
        Map<String, List<Function.Start>> starts = Function.startInTurn(builds, STARTS, event);
        List<Samples> requests = requestInTurn(builds, event);
        System.out.println("| build | executable, MB | first answer, ms (fastest, slowest)"
                + " | of that, Quarkus (fastest, slowest) | warm request, p50, ms |");
        System.out.println("|---|---|---|---|---|");
        for (int i = 0; i < builds.size(); i++) {
            Function build = builds.get(i);
            System.out.printf(Locale.ROOT, "| %s | %.1f | %s | %s | %.2f |%n", build.name(),
                    Files.size(Path.of(build.command().get(0))) / 1e6,
                    withExtremes(starts.get(build.name()), Function.Start::firstAnswer),
                    withExtremes(starts.get(build.name()), Function.Start::quarkus), requests.get(i).median());
        }
    }

    private static String withExtremes(List<Function.Start> starts, ToDoubleFunction<Function.Start> millis) {
        Samples samples = Samples.of(starts.stream().mapToDouble(millis));
        return String.format(Locale.ROOT, "%.0f (%.0f, %.0f)", samples.median(), samples.min(), samples.max());
    }

    private static Function build(String folder) throws IOException {
        Path executable = Path.of(folder, "bootstrap").toAbsolutePath();
        // All run at once, each with a log; in the build's own folder it would be deployed.
        Path start = Files.createTempDirectory(Path.of("target"), "compare-builds");
        return new Function(folder, List.of(executable.toString()),
                Map.of("VISAGE_MODEL_URI", ShippedModel.FOLDER.toUri().toString()), start);
    }

    /** @return milliseconds of warm requests to each build */
    private static List<Samples> requestInTurn(List<Function> builds, byte[] event) throws Exception {
        List<Function.Running> containers = new ArrayList<>();
        try {
            for (Function build : builds) {
                containers.add(build.run());
            }
            double[][] millis = new double[builds.size()][REQUESTS];
            for (int i = -REQUESTS / 10; i < REQUESTS; i++) {
                for (int build = 0; build < containers.size(); build++) {
                    millis[build][Math.max(i, 0)] = containers.get(build).invoke(event).nanos() / 1e6;
                }
            }
            return Stream.of(millis).map(Samples::of).toList();
        } finally {
            containers.forEach(Function.Running::close);
        }
    }
}
