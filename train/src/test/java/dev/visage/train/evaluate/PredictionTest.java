package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionTest {

    @ParameterizedTest
    @CsvSource({"0,0-2", "2.9,0-2", "29.9,20-29", "30,30-39", "116,70+"})
    void takesTheGroupThatHoldsTheAgeHoweverLikelyAnotherIs(double age, String group) {
        List<Double> probabilities = List.of(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0);
        assertEquals(group, new Prediction(0.9, age, age, age, probabilities).ageGroup().label());
    }
}
