package dev.visage.train.evaluate;

import dev.visage.train.data.Face;
import dev.visage.train.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a model does on the same faces where each photo is disturbed.
 *
 * @param figures of each disturbance
 */
public record Robustness(Map<Disturbance, Figures> figures) {

    /** @param model tells the outcomes of faces */
    public static Robustness of(List<Face> faces, Function<List<Face>, List<Outcome>> model) {
        Map<Disturbance, Figures> figures = new EnumMap<>(Disturbance.class);
        for (Disturbance disturbance : Disturbance.values()) {
            figures.put(disturbance, Figures.of(model.apply(faces.parallelStream().map(disturbance::of).toList())));
        }
        return new Robustness(figures);
    }

    /** Writes {@code robustness.json}. */
    public void write(Path folder) throws IOException {
        Json.write(folder.resolve("robustness.json"), figures);
    }
}
