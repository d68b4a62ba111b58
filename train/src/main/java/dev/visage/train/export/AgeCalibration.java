package dev.visage.train.export;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Turns what a network tells of an age into a distribution that is right as often as it says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "spread", value = AgeCalibration.Spread.class),
    @JsonSubTypes.Type(name = "temperature", value = AgeCalibration.Temperature.class)})
public sealed interface AgeCalibration {

    /**
     * For a network that tells an estimate alone: the true age is spread around an estimate a as a logistic distribution
     * of the scale base + perYear * a, in years.
     *
     * @param intervalLow  the interval starts so many scales from the estimate; negative
     * @param intervalHigh and ends so many scales from it
     */
    record Spread(double base, double perYear, double intervalLow, double intervalHigh) implements AgeCalibration {
    }

    /**
     * For a network that tells a distribution: its logits are divided by a temperature
     * (<a href="https://arxiv.org/abs/1706.04599">Guo et al., 2017</a>).
     *
     * @param temperature  above 1 where the network is too sure
     * @param quantileLow  of the distribution: where the interval starts, 0 to 1
     * @param quantileHigh and where it ends
     */
    record Temperature(double temperature, double quantileLow, double quantileHigh) implements AgeCalibration {
    }
}
