package dev.visage.train.evaluate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** Figures and how sure they are; in JSON the figures lie beside {@code intervals}. */
public record Measurement(@JsonUnwrapped Figures figures, Intervals intervals) {

    static Measurement of(List<Outcome> outcomes) {
        return new Measurement(Figures.of(outcomes), Intervals.of(outcomes));
    }
}
