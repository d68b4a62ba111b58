package dev.visage.train.cli;

import dev.visage.train.export.AnswerTime;
import dev.visage.train.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visage-train time}. */
@Command(name = "time", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures how long networks take for one photo, by one thread, in turn.")
final class TimeCommand implements Callable<Integer> {

    @Option(names = "--architectures", split = ",", defaultValue = "branched,symmetric,residual,paper", paramLabel = "NAME",
            description = "The networks; the last is what the others are compared with (default: ${DEFAULT-VALUE}).")
    private List<String> architectures;

    @Option(names = "--runs", defaultValue = "500", paramLabel = "N",
            description = "Of each network (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Parameters(paramLabel = "IMAGE", description = "A JPEG or PNG file.")
    private Path image;

    @Override
    public Integer call() throws IOException {
        if (runs < 1) {
            throw new IllegalArgumentException("--runs must be at least 1, not " + runs);
        }
        List<AnswerTime> times = AnswerTime.inTurn(architectures.stream().map(Architecture::named).toList(),
                Files.readAllBytes(image), runs);
        AnswerTime last = times.get(times.size() - 1);
        System.out.printf("| network | parameters | p50, ms | p90, ms | p50 against %s |%n|---|---|---|---|---|%n",
                last.architecture());
        times.forEach(time -> System.out.printf(Locale.ROOT, "| %s | %,d | %.2f | %.2f | %.2f times |%n",
                time.architecture(), time.parameters(), time.quantile(0.5), time.quantile(0.9),
                time.quantile(0.5) / last.quantile(0.5)));
        return ExitCode.OK;
    }
}
