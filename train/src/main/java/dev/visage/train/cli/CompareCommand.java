package dev.visage.train.cli;

import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.Setting;
import dev.visage.train.fit.ValidationFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code visage-train compare}. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tells what runs set otherwise than the first one, and how their best epochs do on the validation"
                + " part, as a table in Markdown. All losses are made with the weight that the first run gives to age.")
final class CompareCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
    private List<Path> runs;

    @Override
    public Integer call() throws IOException {
        RunFolder.Start first = new RunFolder(runs.get(0)).started();
        List<Setting> reference = settings(first);
        System.out.printf("| run | set otherwise | loss | gender accuracy | AUC | age MAE, years |%n");
        System.out.printf("|---|---|---|---|---|---|%n");
        for (Path run : runs) {
            RunFolder folder = new RunFolder(run);
            RunFolder.Start start = folder.started();
            ValidationFigures figures = folder.checkpoints().bestEpoch().validation();
            System.out.printf(Locale.ROOT, "| %s | %s | %.4f | %.4f | %.4f | %.2f |%n", run.getFileName(),
                    settings(start).stream().filter(setting -> !reference.contains(setting))
                            .map(setting -> setting.name() + ": " + setting.value()).collect(Collectors.joining("; ")),
                    figures.reweightedLoss(ageWeight(start), ageWeight(first)), figures.genderAccuracy(),
                    figures.genderAuc(), figures.ageMae());
        }
        return ExitCode.OK;
    }

    private static double ageWeight(RunFolder.Start start) {
        return start.settings().loss().ageError();
    }

    private static List<Setting> settings(RunFolder.Start start) {
        List<Setting> settings = new ArrayList<>(Setting.all(start.settings()));
        settings.add(new Setting("runs to start from", String.valueOf(start.startedFrom().size())));
        settings.add(new Setting("teachers", String.valueOf(start.teachers().size())));
        return settings;
    }
}
