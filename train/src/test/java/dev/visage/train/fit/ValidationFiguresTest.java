package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationFiguresTest {

    private static Label label(int age, Gender gender) {
        return new Label(age, gender, Race.OTHER);
    }

    @Test
    void areThoseComputedByHand() {
        List<Label> labels = List.of(label(20, Gender.FEMALE), label(50, Gender.MALE), label(0, Gender.MALE));
        RawPredictions predictions = new RawPredictions(new float[] {2, -1, 3}, new float[] {30, 45, -7}, List.of());
        ValidationFigures figures = ValidationFigures.of(predictions, labels, 4);
        assertEquals(2 / 3.0, figures.genderAccuracy(), 1e-12);
        assertEquals(0.5, figures.genderAuc(), 1e-12);
        assertEquals(5, figures.ageMae(), 1e-12);
        double crossEntropy = (Math.log(1 + Math.exp(-2)) + Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(3))) / 3;
        assertEquals(crossEntropy + 4 * 5 / 116.0, figures.loss(), 1e-9);
    }

    @Test
    void haveTheLossThatTheyWouldHaveHadWithAnotherWeightOfAge() {
        List<Label> labels = List.of(label(20, Gender.FEMALE), label(50, Gender.MALE));
        RawPredictions predictions = new RawPredictions(new float[] {2, -1}, new float[] {30, 45}, List.of());
        assertEquals(ValidationFigures.of(predictions, labels, 4).loss(),
                ValidationFigures.of(predictions, labels, 2).reweightedLoss(2, 4), 1e-9);
    }

    @Test
    void stayFiniteForLargeLogits() {
        RawPredictions predictions = new RawPredictions(new float[] {2000, -2000}, new float[] {30, 45}, List.of());
        ValidationFigures figures = ValidationFigures.of(predictions,
                List.of(label(30, Gender.MALE), label(45, Gender.FEMALE)), 1);
        assertEquals(2000, figures.loss(), 1e-9);
        assertTrue(figures.genderAuc() == 0);
    }
}
