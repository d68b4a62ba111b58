package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.network.ImageInput;
import dev.visage.train.support.SmallRun;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FitSettingsTest {

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("--epochs", () -> SmallRun.settings("paper", 0, 128, 0)),
                refusal("--batch", () -> SmallRun.settings("paper", 60, 0, 0)),
                refusal("--steps-per-epoch", () -> SmallRun.settings("paper", 60, 128, -1)),
                refusal("--learning-rate", () -> new OptimizerSettings(0, 1, 0.05, 0.998)),
                refusal("--learning-rate", () -> new OptimizerSettings(Double.NaN, 1, 0.05, 0.998)),
                refusal("--warm-up", () -> new OptimizerSettings(0.001, -1, 0.05, 0.998)),
                refusal("--weight-decay", () -> new OptimizerSettings(0.001, 1, -1, 0.998)),
                refusal("--averaging", () -> new OptimizerSettings(0.001, 1, 0.05, 1)),
                refusal("--averaging", () -> new OptimizerSettings(0.001, 1, 0.05, -0.1)),
                refusal("--age-weight", () -> new LossSettings(-1, 0.5, 2.5, 0)),
                refusal("--age-distribution", () -> new LossSettings(4, -0.5, 2.5, 0)),
                refusal("--age-spread", () -> new LossSettings(4, 0.5, 0, 0)),
                refusal("--label-smoothing", () -> new LossSettings(4, 0.5, 2.5, 1)),
                refusal("--rare-ages", () -> new SampleSettings(Set.of(), 1.1, 0, 0, true)),
                refusal("--mixing", () -> new SampleSettings(Set.of(), 0, -1, 0, true)),
                refusal("--mixing", () -> new SampleSettings(Set.of(), 0, 5.1, 0, true)),
                refusal("--small-first", () -> new SampleSettings(Set.of(), 0, 0, 1.1, true)),
                refusal("--patience", () -> new FitSettings("paper", 60, 128, 0, SmallRun.OPTIMIZER, SmallRun.LOSS,
                        SmallRun.SAMPLES, 0, false, 1)));
    }

    private static Arguments refusal(String option, Executable settings) {
        return Arguments.of(option, settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWhatCannotBeFittedWith(String option, Executable settings) {
        String message = assertThrows(IllegalArgumentException.class, settings).getMessage();
        assertTrue(message.startsWith(option + " must"), message);
    }

    @Test
    void changesThePrecisionAlone() {
        FitSettings settings = SmallRun.settings(60);
        assertEquals(settings, settings.withBfloat16(true).withBfloat16(false));
        assertNotEquals(settings, settings.withBfloat16(true));
    }

    @Test
    void showsSmallPicturesFirstAndFullOnesThen() {
        SampleSettings samples = new SampleSettings(Set.of(), 0, 0, 0.6, true);
        FitSettings settings =
                new FitSettings("residual", 10, 128, 0, SmallRun.OPTIMIZER, SmallRun.LOSS, samples, 10, false, 1);
        ImageInput full = new ImageInput(96, 3);
        assertEquals(new ImageInput(72, 3), settings.inputIn(0, full));
        assertEquals(new ImageInput(72, 3), settings.inputIn(5, full));
        assertEquals(full, settings.inputIn(6, full));
        assertEquals(full, SmallRun.settings(10).inputIn(0, full));
    }
}
