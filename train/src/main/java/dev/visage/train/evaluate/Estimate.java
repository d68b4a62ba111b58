package dev.visage.train.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * One figure and how sure it is.
 *
 * @param value absent where the faces do not tell it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Estimate(Double value, Interval interval) {

    /** @param figure null where the faces do not tell it */
    static Estimate of(List<Outcome> outcomes, Function<List<Outcome>, Double> figure) {
        return new Estimate(figure.apply(outcomes), Interval.of(Bootstrap.resample(outcomes, figure)));
    }
}
