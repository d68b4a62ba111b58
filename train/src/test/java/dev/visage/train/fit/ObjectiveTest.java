package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Heads;
import dev.visage.train.support.Graphs;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ObjectiveTest {

    private static final LossSettings SETTINGS = new LossSettings(3, 0.5, 2, 0);

    /** Of a woman of 58. */
    private static float loss(Function<Ops, Heads> network, Function<Objective, Operand<TFloat32>> loss) {
        return Graphs.compute(tf -> loss.apply(Objective.of(tf, network.apply(tf), Objective.Targets.of(tf,
                tf.constant(new float[][] {{1}}), tf.constant(new float[][] {{0.5f}}), SETTINGS), SETTINGS)))[0];
    }

    private static Heads estimate(Ops tf, float logit, float age) {
        return new Heads(tf.constant(new float[][] {{logit}}),
                new AgeHead.Estimate(tf.constant(new float[][] {{age}})));
    }

    @Test
    void isGendersCrossEntropyAndAgesErrorByItsWeight() {
        assertEquals(Math.log(1 + Math.exp(-2)), loss(tf -> estimate(tf, 2, 0.3f), Objective::gender), 1e-6);
        assertEquals(0.2, loss(tf -> estimate(tf, 2, 0.3f), Objective::age), 1e-6);
        assertEquals(Math.log(1 + Math.exp(-2)) + 3 * 0.2, loss(tf -> estimate(tf, 2, 0.3f), Objective::total), 1e-6);
    }

    @Test
    void isTheMeanOfWhatEachBranchMissesWhereTogetherTheyMissNothing() {
        Function<Ops, Heads> network = tf -> {
            Heads together = estimate(tf, 0, 0.5f);
            return new Heads(together.gender(), together.age(),
                    List.of(estimate(tf, 2, 0.3f), estimate(tf, -2, 0.7f)));
        };
        double gender = (Math.log(1 + Math.exp(-2)) + Math.log(1 + Math.exp(2))) / 2;
        assertEquals(gender, loss(network, Objective::gender), 1e-6);
        assertEquals(0.2, loss(network, Objective::age), 1e-6);
        assertEquals(gender + 3 * 0.2, loss(network, Objective::total), 1e-6);
    }

    @Test
    void isLeastForTheDistributionAroundTheTrueAge() {
        assertTrue(loss(tf -> distribution(tf, 58), Objective::total) < loss(tf -> distribution(tf, 50), Objective::total));
    }

    private static Heads distribution(Ops tf, int age) {
        float[][] logits = new float[1][AgeHead.Distribution.YEARS];
        for (int year = 0; year < logits[0].length; year++) {
            logits[0][year] = -(year - age) * (year - age) / 8f;
        }
        return new Heads(tf.constant(new float[][] {{2}}), new AgeHead.Distribution(tf.constant(logits)));
    }
}
