package dev.visage.train.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesAFileAsItWasWhereTheDiskIsFull() throws IOException {
        Path file = folder.resolve("run.json");
        Json.write(file, Map.of("epochs", 1));
        Files.createSymbolicLink(folder.resolve("run.json.unfinished"), Path.of("/dev/full"));
        assertThrows(IOException.class, () -> Json.write(file, Map.of("epochs", 2)));
        assertEquals(Map.of("epochs", 1), Json.read(file, Map.class));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
