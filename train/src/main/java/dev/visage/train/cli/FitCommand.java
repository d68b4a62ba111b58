package dev.visage.train.cli;

import dev.visage.train.data.Dataset;
import dev.visage.train.data.Part;
import dev.visage.train.data.Split;
import dev.visage.train.export.ModelFolder;
import dev.visage.train.fit.FitData;
import dev.visage.train.fit.FitGraph;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.Lineage;
import dev.visage.train.fit.ProgressReporter;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.StopRequest;
import dev.visage.train.fit.Teacher;
import dev.visage.train.fit.TensorBoardWriter;
import dev.visage.train.fit.Trainer;
import dev.visage.train.fit.TrainingListener;
import dev.visage.train.network.Architecture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code visage-train fit}. */
@Command(name = "fit", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Fits a network. A checkpoint is written after each epoch and when the run is stopped (Ctrl-C).")
final class FitCommand implements Callable<Integer> {

    private static final long STOP_SECONDS = 60;

    private final PrintStream out = System.out;

    @Mixin
    private DataOption data;

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "Where the run is kept.")
    private Path run;

    @Option(names = "--resume",
            description = "Go on with the run, with the settings that it was started with; start it if it is new.")
    private boolean resume;

    @Option(names = "--settings-of", paramLabel = "FOLDER",
            description = "Start the run with the settings of the model in this folder; no other setting is taken then."
                    + " What the model's run started from and learnt from has to be given too.")
    private Path model;

    @Option(names = "--start-from", split = ",", paramLabel = "FOLDER",
            description = "Start from the best weights of the run in this folder, on the same data, of the same network or"
                    + " one that has less; of several runs, from their mean.")
    private List<Path> startFrom = List.of();

    @Option(names = "--teachers", split = ",", paramLabel = "FOLDER",
            description = "Learn from what the runs' best weights or the models in these folders tell of the same photos"
                    + " too, as much from each as from the label.")
    private List<Path> teachers = List.of();

    @Mixin
    private SettingsOptions settingsOptions;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        FitSettings settings = settings();
        Architecture.named(settings.architecture());
        RunFolder folder = new RunFolder(run);
        Dataset dataset = data.read(out);
        RunFolder.Start start = resume && folder.isStarted() ? folder.started() : start(folder, settings, dataset);
        return fit(folder, start.settings(), dataset, folder.split(dataset));
    }

    private RunFolder.Start start(RunFolder folder, FitSettings settings, Dataset dataset) throws IOException {
        if (model != null) {
            requireWhatTheRunTookOf(new ModelFolder(model));
        }
        return folder.start(settings, dataset, Version.commit(), new Lineage(
                startFrom.stream().map(RunFolder::new).toList(), teachers.stream().map(FitCommand::teacher).toList()));
    }

    /** Settings alone come to other weights. */
    private void requireWhatTheRunTookOf(ModelFolder repeated) throws IOException {
        RunFolder.Start before = repeated.started();
        List<String> missing = new ArrayList<>();
        if (startFrom.isEmpty() && !before.startedFrom().isEmpty()) {
            missing.add("--start-from");
        }
        if (teachers.isEmpty() && !before.teachers().isEmpty()) {
            missing.add("--teachers");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("--settings-of: the run of the " + repeated.description() + " was given "
                    + String.join(" and ", missing) + " too: \"How to repeat it\" in its model card has the commands");
        }
    }

    private static Teacher teacher(Path folder) {
        ModelFolder ofModel = new ModelFolder(folder);
        return ofModel.exists() ? ofModel : new RunFolder(folder);
    }

    private FitSettings settings() throws IOException {
        if (model == null) {
            return settingsOptions.settings();
        }
        ParseResult given = command.commandLine().getParseResult();
        List<String> besides = command.mixins().get("settingsOptions").options().stream()
                .map(OptionSpec::longestName).filter(given::hasMatchedOption).toList();
        if (!besides.isEmpty()) {
            throw new IllegalArgumentException("--settings-of takes all settings from the model: leave out "
                    + String.join(", ", besides));
        }
        return new ModelFolder(model).settings();
    }

    private int fit(RunFolder folder, FitSettings settings, Dataset dataset, Split split) throws IOException {
        out.printf("%d faces to fit on, %d to validate, %d to test%n", split.select(Part.TRAIN, dataset.faces()).size(),
                split.select(Part.VALIDATION, dataset.faces()).size(), split.select(Part.TEST, dataset.faces()).size());
        FitData fitData = FitData.of(settings, split, dataset);
        StopRequest stopRequest = new StopRequest();
        Thread stopper = new Thread(() -> stop(stopRequest), "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        try (FitGraph graph = new FitGraph(Architecture.named(settings.architecture()), settings,
                folder.startingWeights(), folder.teachers());
                TrainingListener progress = new ProgressReporter(out, settings.epochs(), settings.batchSize());
                TrainingListener tensorBoard = new TensorBoardWriter(folder.tensorBoard(), Clock.systemUTC())) {
            Trainer trainer = new Trainer(graph, settings, fitData, folder.checkpoints(), List.of(progress, tensorBoard),
                    stopRequest);
            return report(trainer.run(), folder);
        } catch (IOException | RuntimeException e) {
            if (stopRequest.isRequested()) {
                // The signal has chosen the exit code, which would tell that everything is saved: all but halting keeps it.
                Runtime.getRuntime().halt(Main.explain(e, command.commandLine(), command.commandLine().getParseResult()));
            }
            throw e;
        } finally {
            stopRequest.done();
        }
    }

    private int report(Trainer.End end, RunFolder folder) throws IOException {
        if (end == Trainer.End.STOPPED) {
            out.println("Stopped; nothing is lost. Go on with --resume.");
            return ExitCode.INTERRUPTED;
        }
        int best = folder.checkpoints().bestEpoch().epoch();
        out.printf("%s The best epoch is %d.%n", end == Trainer.End.NO_IMPROVEMENT
                ? "The validation loss has stopped improving." : "All epochs are done.", best);
        return ExitCode.OK;
    }

    /** Holds the end of the process back until the checkpoint is written, or cannot be. */
    private void stop(StopRequest stopRequest) {
        stopRequest.request();
        try {
            if (!stopRequest.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                command.commandLine().getErr().println("visage-train: the step at hand did not end in " + STOP_SECONDS
                        + " seconds: what was done since the last checkpoint is lost. Go on from it with --resume.");
                Runtime.getRuntime().halt(ExitCode.IO_ERROR);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
