package dev.visage.train.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How figures would scatter if other faces of the same kind had been measured: the percentile bootstrap of Efron and
 * Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. The same faces always give the same.
 */
public final class Bootstrap {

    public static final int RESAMPLES = 1000;

    private static final long SEED = 1993;

    private Bootstrap() {
    }

    /**
     * A statistic of {@value #RESAMPLES} resamples, each as large as the sample and drawn from it with replacement.
     *
     * @param statistic called by several threads, with what was drawn in the order of the sample
     */
    static <T, R> List<R> resample(List<T> sample, Function<List<T>, R> statistic) {
        return IntStream.range(0, RESAMPLES).parallel()
                .mapToObj(number -> statistic.apply(draw(sample, new SplittableRandom(SEED + number))))
                .toList();
    }

    private static <T> List<T> draw(List<T> sample, SplittableRandom random) {
        int[] times = new int[sample.size()];
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
        List<T> drawn = new ArrayList<>(times.length);
        for (int i = 0; i < times.length; i++) {
            for (int time = 0; time < times[i]; time++) {
                drawn.add(sample.get(i));
            }
        }
        return drawn;
    }
}
