package dev.visage.train.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Fits, evaluates, exports, documents and publishes Visage's model. */
@Command(name = "visage-train", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Fits, evaluates, exports, documents and publishes Visage's model.",
        subcommands = {FitCommand.class, EvaluateCommand.class, PredictCommand.class, ExportCommand.class,
            CardCommand.class, PublishCommand.class, TimeCommand.class, CompareCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success", "64:the command line is wrong", "65:the data cannot be used", "66:a file is missing",
            "70:an error of the program", "73:the target exists already", "74:a file cannot be read or written",
            "130:stopped by SIGINT, everything saved"})
public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::refuseArguments)
                .setExecutionExceptionHandler(Main::explain);
    }

    private static int refuseArguments(CommandLine.ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("visage-train: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        int code = ExitCode.of(e);
        if (code == ExitCode.INTERNAL_ERROR) {
            e.printStackTrace(command.getErr());
        } else {
            command.getErr().println("visage-train: " + message(e));
        }
        return code;
    }

    /** The file system's own messages are but the file's name where it gives no reason. */
    private static String message(Exception e) {
        if (e instanceof UncheckedIOException unchecked) {
            return message(unchecked.getCause());
        }
        if (e instanceof FileSystemException failure && failure.getReason() == null) {
            String file = failure.getFile();
            return failure instanceof NoSuchFileException ? "there is no " + file + "."
                    : failure instanceof FileAlreadyExistsException ? file + " is there already."
                    : failure instanceof AccessDeniedException ? "no access to " + file + "."
                    : failure.toString();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
