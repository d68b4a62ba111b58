package dev.visage.train.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.support.Graphs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class AgeGroupChoiceTest {

    private static float[] row(Map<AgeGroup, Float> probabilities) {
        float[] row = new float[AgeGroup.values().length];
        probabilities.forEach((group, probability) -> row[group.ordinal()] = probability);
        return row;
    }

    private static float within(float age, Map<AgeGroup, Float> probabilities) {
        return Graphs.compute(tf -> AgeGroupChoice.within(
                tf, tf.constant(new float[][] {{age}}), tf.constant(new float[][] {row(probabilities)})))[0];
    }

    @Test
    void leavesAnAgeThatItsGroupHolds() {
        assertEquals(24.3f, within(24.3f, Map.of(AgeGroup.FROM_20, 0.9f, AgeGroup.FROM_30, 0.1f)));
    }

    @Test
    void tellsTheGroupThatIsSureRatherThanOneBesideIt() {
        for (AgeGroup sure : AgeGroup.values()) {
            assertEquals(sure, AgeGroup.of((int) within(AgeGroup.MAX_AGE, Map.of(sure, 1f))));
            assertEquals(sure, AgeGroup.of((int) within(0, Map.of(sure, 1f))));
        }
    }

    @Test
    void prefersTheGroupWithMoreOnBothSidesOverTheLikeliest() {
        assertEquals(30f, within(29.2f,
                Map.of(AgeGroup.FROM_20, 0.5f, AgeGroup.FROM_30, 0.3f, AgeGroup.FROM_40, 0.2f)));
        assertEquals(60f, within(59.5f,
                Map.of(AgeGroup.FROM_50, 0.5f, AgeGroup.FROM_60, 0.3f, AgeGroup.FROM_70, 0.2f)));
    }

    @Test
    void tellsAnAgeThatRoundsIntoTheSameGroup() {
        assertEquals(29.9f, within(30.8f,
                Map.of(AgeGroup.FROM_10, 0.2f, AgeGroup.FROM_20, 0.4f, AgeGroup.FROM_30, 0.4f)));
        assertEquals(2.9f, within(3.4f, Map.of(AgeGroup.FROM_0, 0.6f, AgeGroup.FROM_3, 0.4f)));
    }

    @Test
    void choosesForEachFaceByItself() {
        assertArrayEquals(new float[] {9.9f, 116, 3},
                Graphs.compute((Ops tf) -> {
                    Operand<TFloat32> ages = tf.constant(new float[][] {{12}, {116}, {0}});
                    return AgeGroupChoice.within(tf, ages, tf.constant(new float[][] {
                            row(Map.of(AgeGroup.FROM_3, 0.7f, AgeGroup.FROM_10, 0.3f)),
                            row(Map.of(AgeGroup.FROM_70, 1f)),
                            row(Map.of(AgeGroup.FROM_0, 0.3f, AgeGroup.FROM_3, 0.6f, AgeGroup.FROM_10, 0.1f))}));
                }));
    }
}
