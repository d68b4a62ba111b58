package dev.visage.train.network;

import dev.visage.train.data.AgeGroup;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** What a network tells of the ages of n faces, before calibration. */
public sealed interface AgeHead {

    /** The estimates as fractions of {@value AgeGroup#MAX_AGE} years, shape [n, 1]. */
    Operand<TFloat32> estimate(Ops tf);

    /** What the layer gives that tells it. */
    Operand<TFloat32> output();

    /**
     * The estimate alone.
     *
     * @param fraction of {@value AgeGroup#MAX_AGE} years, shape [n, 1]
     */
    record Estimate(Operand<TFloat32> fraction) implements AgeHead {

        @Override
        public Operand<TFloat32> estimate(Ops tf) {
            return fraction;
        }

        @Override
        public Operand<TFloat32> output() {
            return fraction;
        }
    }

    /**
     * How likely each year is; the estimate is the expectation over the years
     * (<a href="https://data.vision.ee.ethz.ch/cvl/publications/papers/proceedings/eth_biwi_01229.pdf">Rothe et al.,
     * 2015</a>).
     *
     * @param logits of the years from 0 to {@value AgeGroup#MAX_AGE}, shape [n, {@value #YEARS}]
     */
    record Distribution(Operand<TFloat32> logits) implements AgeHead {

        /** How many years there are. */
        public static final int YEARS = AgeGroup.MAX_AGE + 1;

        @Override
        public Operand<TFloat32> estimate(Ops tf) {
            return expectation(tf, tf.nn.softmax(logits));
        }

        @Override
        public Operand<TFloat32> output() {
            return logits;
        }

        /**
         * @param probabilities of the years, shape [n, {@value #YEARS}]
         * @return fractions of {@value AgeGroup#MAX_AGE} years, shape [n, 1]
         */
        public static Operand<TFloat32> expectation(Ops tf, Operand<TFloat32> probabilities) {
            return tf.reduceSum(tf.math.mul(probabilities, years(tf)), tf.constant(1), ReduceSum.keepDims(true));
        }

        /** Each year as a fraction of {@value AgeGroup#MAX_AGE}, shape [{@value #YEARS}]. */
        public static Operand<TFloat32> years(Ops tf) {
            float[] years = new float[YEARS];
            IntStream.range(0, YEARS).forEach(year -> years[year] = year / (float) AgeGroup.MAX_AGE);
            return tf.constant(years);
        }
    }
}
