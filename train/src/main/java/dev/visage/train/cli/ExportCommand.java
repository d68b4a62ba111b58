package dev.visage.train.cli;

import dev.visage.train.data.Dataset;
import dev.visage.train.export.ModelFolder;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code visage-train export}. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes a model folder of a run: calibrated on its validation part, frozen, measured on its test part.")
final class ExportCommand implements Callable<Integer> {

    private final PrintStream out = System.out;

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "The run that fit kept.")
    private Path run;

    @Mixin
    private DataOption data;

    @Option(names = "--to", required = true, paramLabel = "FOLDER",
            description = "The folder of models; the model goes to NAME/VERSION in it.")
    private Path models;

    @Option(names = "--name", defaultValue = "visage", paramLabel = "NAME",
            description = "What the model is called (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--version", required = true, paramLabel = "VERSION", description = "Of the model; it never changes.")
    private String version;

    @Override
    public Integer call() throws IOException {
        RunFolder folder = new RunFolder(run);
        folder.started();
        Dataset dataset = data.read(out);
        ModelFolder model = ModelFolder.export(folder, dataset, models, name, version);
        out.print(Json.toString(model.manifest().figures()));
        out.println(model.path());
        return ExitCode.OK;
    }
}
