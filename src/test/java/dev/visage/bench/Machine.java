package dev.visage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that is measured on. */
final class Machine {

    private Machine() {
    }

    /** Names processor, cores and memory, as Linux tells them. */
    static String describe() throws IOException {
        return "%d cores of %s, %d GB of memory, Linux %s".formatted(Runtime.getRuntime().availableProcessors(),
                field(Path.of("/proc/cpuinfo"), "model name"),
                Math.round(Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").replace(" kB", "")) / 1e6),
                System.getProperty("os.version"));
    }

    private static String field(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("unknown");
    }
}
