package dev.visage.train.card;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.Robustness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells people what a model is for and what not, how well it does and for whom, and how it was made: after
 * <a href="https://arxiv.org/abs/1810.03993">Mitchell et al., 2019, "Model Cards for Model Reporting"</a>.
 */
public final class ModelCard {

    public static final String FILE = "MODEL_CARD.md";

    private static final String TEMPLATE = FILE + ".mustache";

    private ModelCard() {
    }

    /**
     * Writes {@value #FILE}, which shows the plots that {@code EvaluationReport} and {@code LearningCurves} write beside it.
     *
     * @param evaluation on the test part
     * @param robustness on the same faces
     */
    public static void write(Path folder, CardSubject subject, Evaluation evaluation, Robustness robustness)
            throws IOException {
        Files.writeString(folder.resolve(FILE), template().execute(new CardText(subject, evaluation, robustness)));
    }

    /** A place of the template that has no text is an error, not an empty place. */
    private static Template template() throws IOException {
        try (InputStream template = ModelCard.class.getResourceAsStream(TEMPLATE)) {
            return Mustache.compiler().escapeHTML(false).strictSections(true)
                    .compile(new String(template.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
