package dev.visage.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/** How a command ended, and what it said. */
record CommandRun(int exitCode, String out, String err) {

    /** Runs a command in this process. */
    static CommandRun of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            CommandLine commandLine = Main.commandLine();
            commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
            int code = commandLine.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
            return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    /** The command is refused with one line, and this is it. */
    void assertRefused(int code, String message) {
        assertEquals("visage-train: " + message + "\n", err);
        assertEquals(code, exitCode);
    }

    /** What was printed, if all went well. */
    String assertSucceeded() {
        assertEquals("", err);
        assertEquals(ExitCode.OK, exitCode);
        return out;
    }
}
