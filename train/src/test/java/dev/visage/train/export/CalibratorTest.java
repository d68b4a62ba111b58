package dev.visage.train.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.fit.RawPredictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratorTest {

    private static final int FACES = 6_000;

    /**
     * Predictions of a network that is too sure of genders by a factor, and whose ages are spread logistically around
     * its estimates.
     */
    private static Calibration calibrate(double temperature, double offset, double spread, double spreadPerYear) {
        Random random = new Random(5);
        float[] logits = new float[FACES];
        float[] ages = new float[FACES];
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < FACES; i++) {
            double logit = 2 * random.nextGaussian();
            Gender gender = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? Gender.FEMALE : Gender.MALE;
            logits[i] = (float) ((logit - offset) * temperature);
            ages[i] = 40 + 20 * random.nextFloat();
            double uniform = random.nextDouble();
            double error = (spread + spreadPerYear * ages[i]) * Math.log(uniform / (1 - uniform));
            labels.add(new Label((int) Math.round(Math.max(0, Math.min(116, ages[i] + error))), gender, Race.WHITE));
        }
        return Calibrator.fit(new RawPredictions(logits, ages, List.of()), labels);
    }

    @Test
    void recoversTheTemperatureAndTheOffset() {
        Calibration sure = calibrate(2.5, 0, 4, 0);
        assertEquals(0.4, sure.genderScale(), 0.02);
        assertEquals(0, sure.genderOffset(), 0.05);
        Calibration shy = calibrate(0.5, 0.6, 4, 0);
        assertEquals(2, shy.genderScale(), 0.1);
        assertEquals(0.6, shy.genderOffset(), 0.05);
    }

    @Test
    void recoversTheSpreadOfAges() {
        AgeCalibration.Spread spread = (AgeCalibration.Spread) calibrate(1, 0, 1, 0.06).age();
        for (int age : List.of(40, 50, 59)) {
            assertEquals(1 + 0.06 * age, spread.base() + spread.perYear() * age, 0.2, age + " years");
        }
    }

    @Test
    void holdsTheTrueAgeInEightOfTenCases() {
        Calibration calibration = calibrate(1, 0, 3, 0);
        assertEquals(0.8, calibration.coverage(), 0.03);
        AgeCalibration.Spread spread = (AgeCalibration.Spread) calibration.age();
        assertEquals(Math.log(9), spread.intervalHigh(), 0.1, "the 90th percentile of a logistic distribution");
        assertEquals(-Math.log(9), spread.intervalLow(), 0.1);
    }

    @Test
    void copesWithASingleFace() {
        Calibration calibration = Calibrator.fit(new RawPredictions(new float[] {1}, new float[] {30}, List.of()),
                List.of(new Label(30, Gender.FEMALE, Race.WHITE)));
        assertTrue(Double.isFinite(calibration.genderScale()) && ((AgeCalibration.Spread) calibration.age()).base() > 0);
        assertEquals(1, calibration.coverage());
    }
}
