package dev.visage.train.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.network.AgeHead;
import dev.visage.train.support.Graphs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class DistributionCalibratorTest {

    private static final int FACES = 4_000;
    private static final double DEVIATION = 6;

    /** Normal distributions around 20 to 80 years, the true ages drawn from them, and a network too sure by a factor. */
    private static DistributionCalibrator calibrator(double factor) {
        Random random = new Random(3);
        List<float[]> logits = new ArrayList<>();
        int[] ages = new int[FACES];
        for (int i = 0; i < FACES; i++) {
            double centre = 20 + 60 * random.nextDouble();
            ages[i] = (int) Math.round(centre + DEVIATION * random.nextGaussian());
            logits.add(logits(centre, factor));
        }
        return new DistributionCalibrator(logits, ages);
    }

    private static float[] logits(double centre, double factor) {
        float[] logits = new float[AgeHead.Distribution.YEARS];
        for (int year = 0; year < logits.length; year++) {
            logits[year] = (float) (-factor * Math.pow((year - centre) / DEVIATION, 2) / 2);
        }
        return logits;
    }

    @Test
    void recoversTheTemperature() {
        assertEquals(1, calibrator(1).fit().temperature(), 0.05);
        assertEquals(2.5, calibrator(2.5).fit().temperature(), 0.12);
        assertEquals(0.5, calibrator(0.5).fit().temperature(), 0.03);
    }

    @Test
    void holdsTheTrueAgeInEightOfTenCases() {
        DistributionCalibrator calibrator = calibrator(1.7);
        AgeCalibration.Temperature calibration = calibrator.fit();
        assertEquals(0.8, calibrator.coverage(calibration), 0.005);
        assertEquals(0.1, calibration.quantileLow(), 0.02);
        assertEquals(0.9, calibration.quantileHigh(), 0.02);
    }

    @Test
    void copesWithASingleFace() {
        DistributionCalibrator calibrator = new DistributionCalibrator(List.of(logits(30, 1)), new int[] {34});
        AgeCalibration.Temperature calibration = calibrator.fit();
        assertTrue(Double.isFinite(calibration.temperature()));
        assertEquals(1, calibrator.coverage(calibration));
    }

    private static AgeAnswers answers(Ops tf, double centre, AgeCalibration calibration) {
        Operand<TFloat32> logits = tf.constant(new float[][] {logits(centre, 1)});
        return AgeAnswers.of(tf, new AgeHead.Distribution(logits), calibration);
    }

    @Test
    void isAnsweredByExpectationQuantilesAndGroupsOfOneDistribution() {
        AgeCalibration calibration = new AgeCalibration.Temperature(1, 0.1, 0.9);
        assertEquals(44, Graphs.compute(tf -> answers(tf, 44, calibration).age())[0], 0.01);
        // The tenth percentile of a normal distribution lies 1.2816 deviations below its mean.
        assertEquals(44 - 1.2816 * DEVIATION, Graphs.compute(tf -> answers(tf, 44, calibration).low())[0], 0.1);
        assertEquals(44 + 1.2816 * DEVIATION, Graphs.compute(tf -> answers(tf, 44, calibration).high())[0], 0.1);
        float[] groups = Graphs.compute(tf -> answers(tf, 44, calibration).groups());
        assertEquals(AgeGroup.values().length, groups.length);
        float sum = 0;
        for (float group : groups) {
            sum += group;
        }
        assertEquals(1, sum, 1e-5);
        // From 39.5 to 49.5 years: Phi(0.9167) - Phi(-0.75).
        assertEquals(0.8203 - 0.2266, groups[AgeGroup.FROM_40.ordinal()], 0.002);
    }

    @Test
    void isAnsweredWiderWithAHigherTemperature() {
        AgeCalibration hot = new AgeCalibration.Temperature(4, 0.1, 0.9);
        assertEquals(44 - 2 * 1.2816 * DEVIATION, Graphs.compute(tf -> answers(tf, 44, hot).low())[0], 0.2);
    }

    @Test
    void staysWithinTheYearsThatThereAre() {
        AgeCalibration calibration = new AgeCalibration.Temperature(1, 0.001, 0.999);
        assertEquals(0, Graphs.compute(tf -> answers(tf, 0, calibration).low())[0]);
        assertEquals(AgeGroup.MAX_AGE, Graphs.compute(tf -> answers(tf, 116, calibration).high())[0]);
    }

    @Test
    void answersAnIntervalThatReachesToTheEstimate() {
        float[] logits = new float[AgeHead.Distribution.YEARS];
        Arrays.fill(logits, -20);
        // Nine of ten at 5 years, one of ten at 80: the expectation, 12.5 years, lies beyond the median.
        logits[5] = (float) Math.log(0.9);
        logits[80] = (float) Math.log(0.1);
        AgeCalibration calibration = new AgeCalibration.Temperature(1, 0.1, 0.8);
        float[] answer = Graphs.compute(tf -> {
            AgeAnswers ages = AgeAnswers.of(
                    tf, new AgeHead.Distribution(tf.constant(new float[][] {logits})), calibration);
            return tf.concat(List.of(ages.low(), ages.age(), ages.high()), tf.constant(1));
        });
        assertEquals(4.6, answer[0], 0.05);
        assertEquals(9.9, answer[1], 0.001);
        assertEquals(9.9, answer[2], 0.001);
    }

    @Test
    void refusesTheCalibrationOfAnotherHead() {
        assertThrows(IllegalArgumentException.class,
                () -> Graphs.compute(tf -> answers(tf, 44, new AgeCalibration.Spread(3, 0, -2, 2)).age()));
    }
}
