package dev.visage.train.publish;

import dev.visage.train.files.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Models in a folder of the file system. */
record FileModelStore(Path root) implements ModelStore {

    @Override
    public URI publish(Path folder, String name, String version) throws IOException {
        Path target = root.resolve(name).resolve(version);
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "is published already, and a version never changes");
        }
        // Beside the target, so that the whole version appears there by one rename.
        Path copy = target.resolveSibling("." + version + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(copy);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(copy);
        }
        return target.toUri();
    }
}
