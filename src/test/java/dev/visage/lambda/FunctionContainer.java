package dev.visage.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A container of the function: its process, with nothing in its environment but what it is given, as on Lambda. */
public final class FunctionContainer implements AutoCloseable {

    private final Process process;
    private final Path log;

    private FunctionContainer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a function.
     *
     * @param command     the program and its options
     * @param folder      where it is started, and where its log is written
     * @param environment its whole environment, but for the address of the Runtime API
     */
    public static FunctionContainer start(List<String> command, Path folder, Map<String, String> environment,
            RuntimeApi api) {
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        try {
            return new FunctionContainer(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to end, as SIGTERM does. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the process to end by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The function runs on: " + log());
        }
        return process.exitValue();
    }

    /** The text of a file that Linux keeps of the process, such as status or maps. */
    public String proc(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid()), file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process at once, if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
