package dev.visage.train.fit;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Heads;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.BinaryCrossentropy;
import org.tensorflow.framework.losses.MeanAbsoluteError;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What fitting minimizes.
 *
 * @param gender the batch's mean cross entropy in nats, a scalar
 * @param age    the batch's mean absolute error as a fraction of 116 years, a scalar
 * @param total  both and, where the network tells one, the age distribution's cross entropy, weighted, a scalar
 */
record Objective(Operand<TFloat32> gender, Operand<TFloat32> age, Operand<TFloat32> total) {

    static Objective of(Ops tf, Heads heads, Targets targets, LossSettings settings) {
        if (!heads.branches().isEmpty()) {
            // Each learns by itself: their mean is the better the less alike they err.
            List<Objective> branches =
                    heads.branches().stream().map(branch -> of(tf, branch, targets, settings)).toList();
            return new Objective(mean(tf, branches, Objective::gender), mean(tf, branches, Objective::age),
                    mean(tf, branches, Objective::total));
        }
        Operand<TFloat32> gender = new BinaryCrossentropy(true).call(tf, targets.gender(), heads.gender());
        Operand<TFloat32> age = new MeanAbsoluteError().call(tf, targets.age(), heads.age().estimate(tf));
        Operand<TFloat32> total = tf.math.add(gender, weighted(tf, age, settings.ageError()));
        if (heads.age() instanceof AgeHead.Distribution distribution) {
            Operand<TFloat32> entropies =
                    tf.nn.softmaxCrossEntropyWithLogits(distribution.logits(), targets.ageDistribution()).loss();
            total = tf.math.add(total, weighted(tf, tf.math.mean(entropies, tf.constant(0)), settings.ageDistribution()));
        }
        return new Objective(gender, age, total);
    }

    private static <T> Operand<TFloat32> mean(Ops tf, List<T> of, Function<T, Operand<TFloat32>> value) {
        return tf.math.div(tf.math.addN(of.stream().map(value).toList()), tf.constant((float) of.size()));
    }

    private static Operand<TFloat32> weighted(Ops tf, Operand<TFloat32> loss, double weight) {
        return tf.math.mul(loss, tf.constant((float) weight));
    }

    /**
     * What a network should tell of n faces.
     *
     * @param gender          the probability of being female, shape [n, 1]
     * @param age             as a fraction of 116 years, shape [n, 1]
     * @param ageDistribution the probability of each year, shape [n, 117]
     */
    record Targets(Operand<TFloat32> gender, Operand<TFloat32> age, Operand<TFloat32> ageDistribution) {

        /**
         * @param gender 1 for female, 0 for male, shape [n, 1]
         * @param age    as a fraction of 116 years, shape [n, 1]
         */
        static Targets of(Ops tf, Operand<TFloat32> gender, Operand<TFloat32> age, LossSettings settings) {
            float smoothing = (float) settings.labelSmoothing();
            Operand<TFloat32> smoothed =
                    tf.math.add(tf.math.mul(gender, tf.constant(1 - smoothing)), tf.constant(smoothing / 2));
            return new Targets(smoothed, age, normal(tf, age, settings));
        }

        /** What a fitted network tells. */
        static Targets of(Ops tf, Heads heads, LossSettings settings) {
            Operand<TFloat32> age = heads.age().estimate(tf);
            Operand<TFloat32> distribution = heads.age() instanceof AgeHead.Distribution told
                    ? tf.nn.softmax(told.logits()) : normal(tf, age, settings);
            return new Targets(tf.math.sigmoid(heads.gender()), age, distribution);
        }

        private static Operand<TFloat32> normal(Ops tf, Operand<TFloat32> age, LossSettings settings) {
            double spread = settings.ageSpread() / AgeGroup.MAX_AGE;
            Operand<TFloat32> squares = tf.math.square(tf.math.sub(AgeHead.Distribution.years(tf), age));
            return tf.nn.softmax(tf.math.mul(squares, tf.constant((float) (-1 / (2 * spread * spread)))));
        }

        /** The mean of what several sources tell of the same faces. */
        static Targets mean(Ops tf, List<Targets> sources) {
            return sources.size() == 1 ? sources.get(0) : new Targets(Objective.mean(tf, sources, Targets::gender),
                    Objective.mean(tf, sources, Targets::age), Objective.mean(tf, sources, Targets::ageDistribution));
        }

        /**
         * Of faces that are mixed with each other.
         *
         * @param mixer mixes a batch with itself in another order
         */
        Targets mixed(UnaryOperator<Operand<TFloat32>> mixer) {
            return new Targets(mixer.apply(gender), mixer.apply(age), mixer.apply(ageDistribution));
        }
    }
}
