package dev.visage.train.export;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.network.AgeHead;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a frozen model answers of the ages of n faces. The group to tell is the one that holds the estimate.
 *
 * @param age    the estimates in years, shape [n, 1]
 * @param low    where the intervals start, in years, at the latest at the estimate, shape [n, 1]
 * @param high   where they end, in years, at the earliest at the estimate, shape [n, 1]
 * @param groups the probability of each {@link AgeGroup}, shape [n, 9]
 */
record AgeAnswers(Operand<TFloat32> age, Operand<TFloat32> low, Operand<TFloat32> high, Operand<TFloat32> groups) {

    /** Less is taken for this much where it is divided by. */
    static final double LEAST_PROBABILITY = 1e-9;

    private static final float MAX_AGE = AgeGroup.MAX_AGE;

    /** @throws IllegalArgumentException if the calibration is of a network with another head */
    static AgeAnswers of(Ops tf, AgeHead head, AgeCalibration calibration) {
        if (head instanceof AgeHead.Estimate estimate && calibration instanceof AgeCalibration.Spread spread) {
            return of(tf, estimate, spread);
        }
        if (head instanceof AgeHead.Distribution distribution
                && calibration instanceof AgeCalibration.Temperature temperature) {
            return of(tf, distribution, temperature);
        }
        throw new IllegalArgumentException(calibration + " is of a network with another head");
    }

    private static AgeAnswers of(Ops tf, AgeHead.Estimate head, AgeCalibration.Spread calibration) {
        Operand<TFloat32> age = clip(tf, tf.math.mul(head.fraction(), tf.constant(MAX_AGE)));
        Operand<TFloat32> scale = tf.math.add(
                tf.math.mul(age, constant(tf, calibration.perYear())), constant(tf, calibration.base()));
        Operand<TFloat32> low = tf.math.add(age, tf.math.mul(scale, constant(tf, calibration.intervalLow())));
        Operand<TFloat32> high = tf.math.add(age, tf.math.mul(scale, constant(tf, calibration.intervalHigh())));
        return new AgeAnswers(age, clip(tf, low), clip(tf, high), logisticMass(tf, age, scale));
    }

    /** The mass that the logistic distribution has in each group, ages being whole years, shape [n, 9]. */
    private static Operand<TFloat32> logisticMass(Ops tf, Operand<TFloat32> age, Operand<TFloat32> scale) {
        AgeGroup[] groups = AgeGroup.values();
        float[] bounds = new float[groups.length - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = groups[i].high() + 0.5f;
        }
        Operand<TFloat32> below = tf.math.sigmoid(tf.math.div(tf.math.sub(tf.constant(bounds), age), scale));
        Operand<TFloat32> none = tf.zerosLike(age);
        Operand<TFloat32> all = tf.onesLike(age);
        Operand<TInt32> columns = tf.constant(1);
        return tf.math.sub(tf.concat(List.of(below, all), columns), tf.concat(List.of(none, below), columns));
    }

    private static AgeAnswers of(Ops tf, AgeHead.Distribution head, AgeCalibration.Temperature calibration) {
        Operand<TFloat32> probabilities =
                tf.nn.softmax(tf.math.div(head.logits(), constant(tf, calibration.temperature())));
        Operand<TFloat32> expectation =
                tf.math.mul(AgeHead.Distribution.expectation(tf, probabilities), tf.constant(MAX_AGE));
        float[][] yearsOfGroups = new float[AgeHead.Distribution.YEARS][AgeGroup.values().length];
        for (int year = 0; year < yearsOfGroups.length; year++) {
            yearsOfGroups[year][AgeGroup.of(year).ordinal()] = 1;
        }
        Operand<TFloat32> groups = tf.linalg.matMul(probabilities, tf.constant(yearsOfGroups));
        Operand<TFloat32> age = AgeGroupChoice.within(tf, expectation, groups);
        Operand<TFloat32> below = tf.math.cumsum(probabilities, tf.constant(1), Cumsum.exclusive(true));
        // Of a distribution with a long tail the estimate may lie outside of its quantiles.
        return new AgeAnswers(age,
                tf.math.minimum(age, quantile(tf, probabilities, below, calibration.quantileLow())),
                tf.math.maximum(age, quantile(tf, probabilities, below, calibration.quantileHigh())), groups);
    }

    /**
     * A year's probability lies evenly from half a year before it to half a year after, so that each year adds the part
     * of it that lies below the quantile.
     *
     * @param below what the years before each one have together, shape [n, 117]
     */
    private static Operand<TFloat32> quantile(Ops tf, Operand<TFloat32> probabilities, Operand<TFloat32> below,
            double share) {
        Operand<TFloat32> parts = tf.math.div(tf.math.sub(constant(tf, share), below),
                tf.math.maximum(probabilities, constant(tf, LEAST_PROBABILITY)));
        Operand<TFloat32> years = tf.reduceSum(tf.clipByValue(parts, tf.constant(0f), tf.constant(1f)), tf.constant(1),
                ReduceSum.keepDims(true));
        return clip(tf, tf.math.sub(years, tf.constant(0.5f)));
    }

    private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> age) {
        return tf.clipByValue(age, tf.constant(0f), tf.constant(MAX_AGE));
    }

    private static Operand<TFloat32> constant(Ops tf, double value) {
        return tf.constant((float) value);
    }
}
