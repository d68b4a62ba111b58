package dev.visage.train.export;

import dev.visage.train.data.AgeGroup;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The age group of a face, chosen from the probabilities of all: the one that is most probably right or next to
 * right. The group of the expectation, or the likeliest one, is more often far off, as either passes over what lies on
 * its two sides.
 */
final class AgeGroupChoice {

    /**
     * What a group is worth that is right, over one that is next to right. Without it a face that is surely in one group
     * could be told any of three; where it is large, the likeliest group is chosen. With this one, answers that are at
     * most one off are nearly as many as without, and exact ones nearly as many as with the likeliest.
     */
    private static final float RIGHT_OVER_NEXT = 0.02f;

    /** Ages are told with one decimal, so that this is the last one before the next year. */
    private static final float END_OF_YEAR = 0.9f;

    private AgeGroupChoice() {
    }

    /**
     * Moves ages into the chosen groups, so that an answer's age and group never contradict each other.
     *
     * @param ages          in years, shape [n, 1]
     * @param probabilities of each {@link AgeGroup}, shape [n, 9]
     * @return the ages, or the nearest ones to them in their groups, shape [n, 1]
     */
    static Operand<TFloat32> within(Ops tf, Operand<TFloat32> ages, Operand<TFloat32> probabilities) {
        AgeGroup[] groups = AgeGroup.values();
        float[][] worth = new float[groups.length][groups.length];
        float[] youngest = new float[groups.length];
        float[] oldest = new float[groups.length];
        for (AgeGroup group : groups) {
            int i = group.ordinal();
            worth[i][i] = 1 + RIGHT_OVER_NEXT;
            if (i > 0) {
                worth[i - 1][i] = 1;
                worth[i][i - 1] = 1;
            }
            youngest[i] = group.low();
            oldest[i] = Math.min(group.high() + END_OF_YEAR, AgeGroup.MAX_AGE);
        }
        Operand<TInt64> chosen =
                tf.math.argMax(tf.linalg.matMul(probabilities, tf.constant(worth)), tf.constant(1));
        return tf.clipByValue(ages, ofEach(tf, chosen, youngest), ofEach(tf, chosen, oldest));
    }

    /** Shape [n, 1]. */
    private static Operand<TFloat32> ofEach(Ops tf, Operand<TInt64> groups, float[] values) {
        return tf.expandDims(tf.gather(tf.constant(values), groups, tf.constant(0)), tf.constant(1));
    }
}
