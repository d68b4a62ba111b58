package dev.visage.train.cli;

import dev.visage.train.card.ModelCard;
import dev.visage.train.export.ModelFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code visage-train card}. */
@Command(name = "card", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures a model on the test part of the data that it was fitted on, and writes its card: what it is"
                + " for, how well it does, and for whom.")
final class CardCommand implements Callable<Integer> {

    private final PrintStream out = System.out;

    @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "A model folder that export made.")
    private Path model;

    @Mixin
    private DataOption data;

    @Option(names = "--to", defaultValue = "card", paramLabel = "FOLDER",
            description = "Where the card, figures (JSON) and plots (PNG) go (default: ${DEFAULT-VALUE}).")
    private Path target;

    @Override
    public Integer call() throws IOException {
        ModelFolder folder = new ModelFolder(model);
        folder.manifest();
        folder.writeCard(data.read(out), target);
        out.println(target.resolve(ModelCard.FILE));
        return ExitCode.OK;
    }
}
