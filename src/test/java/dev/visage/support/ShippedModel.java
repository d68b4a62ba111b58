package dev.visage.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.model.Model;
import dev.visage.model.ModelReader;
import dev.visage.model.ModelStores;
import java.nio.file.Path;
import java.util.Optional;

/** The model that the project ships, as it lies in the project. */
public final class ShippedModel {

    public static final Path FOLDER = Path.of("models", "visage", "10");

    private ShippedModel() {
    }

    public static Model read() {
        return new ModelReader(new ObjectMapper()).read(new ModelStores(Optional::empty, null).open());
    }
}
