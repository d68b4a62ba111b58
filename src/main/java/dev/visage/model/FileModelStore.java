package dev.visage.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A model folder on a disk.
 *
 * @param folder the folder of one version, with the manifest in it
 */
record FileModelStore(Path folder) implements ModelStore {

    @Override
    public byte[] read(String path) {
        Path file = folder.resolve(path);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ModelException.NotFound("No model: there is no file " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new ModelException.Unreachable("The model cannot be read: " + file.toAbsolutePath() + ": "
                    + e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public String toString() {
        return folder.toAbsolutePath().normalize().toUri().toString();
    }
}
