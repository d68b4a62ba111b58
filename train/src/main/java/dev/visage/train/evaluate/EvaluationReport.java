package dev.visage.train.evaluate;

import dev.visage.train.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes an evaluation for programs, as JSON, and for people, as plots. */
public final class EvaluationReport {

    private EvaluationReport() {
    }

    /**
     * Writes {@code evaluation.json}, and {@code roc.png}, {@code reliability.png}, {@code gender.png},
     * {@code gender-by-group.png}, {@code age-groups.png}, {@code ages.png} and {@code age-errors.png}.
     */
    public static void write(Path folder, Evaluation evaluation, List<Outcome> outcomes) throws IOException {
        Files.createDirectories(folder);
        Json.write(folder.resolve("evaluation.json"), evaluation);
        EvaluationPlots.write(folder, evaluation, outcomes);
    }
}
