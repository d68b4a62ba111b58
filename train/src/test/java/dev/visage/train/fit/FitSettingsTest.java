package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "--epochs,          0, 128,  0, 0.001,  1, 0.05, 0.998,  4, 10",
        "--batch,          60,   0,  0, 0.001,  1, 0.05, 0.998,  4, 10",
        "--steps-per-epoch, 60, 128, -1, 0.001,  1, 0.05, 0.998,  4, 10",
        "--learning-rate,  60, 128,  0,     0,  1, 0.05, 0.998,  4, 10",
        "--learning-rate,  60, 128,  0,   NaN,  1, 0.05, 0.998,  4, 10",
        "--warm-up,        60, 128,  0, 0.001, -1, 0.05, 0.998,  4, 10",
        "--weight-decay,   60, 128,  0, 0.001,  1,   -1, 0.998,  4, 10",
        "--averaging,      60, 128,  0, 0.001,  1, 0.05,     1,  4, 10",
        "--averaging,      60, 128,  0, 0.001,  1, 0.05,  -0.1,  4, 10",
        "--age-weight,     60, 128,  0, 0.001,  1, 0.05, 0.998, -1, 10",
        "--patience,       60, 128,  0, 0.001,  1, 0.05, 0.998,  4,  0"})
    void refusesWhatCannotBeFittedWith(String option, int epochs, int batch, int steps, double rate, double warmUp,
            double decay, double averaging, double ageWeight, int patience) {
        String message = assertThrows(IllegalArgumentException.class, () -> new FitSettings("paper", epochs, batch, steps,
                rate, warmUp, decay, averaging, ageWeight, patience, false, 1)).getMessage();
        assertTrue(message.startsWith(option + " must"), message);
    }

    @Test
    void changesThePrecisionAlone() {
        FitSettings settings = new FitSettings("paper", 60, 128, 0, 0.001, 1, 0.05, 0.998, 4, 10, true, 1);
        assertEquals(new FitSettings("paper", 60, 128, 0, 0.001, 1, 0.05, 0.998, 4, 10, false, 1),
                settings.withBfloat16(false));
    }
}
