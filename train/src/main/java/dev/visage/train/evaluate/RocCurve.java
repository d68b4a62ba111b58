package dev.visage.train.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of the positives a score finds for each share of negatives that it takes for positive.
 *
 * @param points from (0, 0) to (1, 1), one for each different score and the origin
 */
public record RocCurve(List<Point> points) {

    /** Both rates from 0 to 1. */
    public record Point(double falsePositiveRate, double truePositiveRate) {
    }

    /**
     * @param scores the higher, the likelier positive
     * @return an empty curve where all examples are positive, or all negative, or there is none
     */
    public static RocCurve of(double[] scores, boolean[] positive) {
        int[] order = IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed()).mapToInt(i -> i).toArray();
        long positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        long negatives = positive.length - positives;
        if (positives == 0 || negatives == 0) {
            return new RocCurve(List.of());
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        long truePositives = 0;
        long falsePositives = 0;
        for (int i = 0; i < order.length; i++) {
            if (positive[order[i]]) {
                truePositives++;
            } else {
                falsePositives++;
            }
            boolean tied = i + 1 < order.length && scores[order[i]] == scores[order[i + 1]];
            if (!tied) {
                points.add(new Point((double) falsePositives / negatives, (double) truePositives / positives));
            }
        }
        return new RocCurve(List.copyOf(points));
    }

    /** The area under the curve, 0 to 1: the chance that a positive scores above a negative. NaN for an empty curve. */
    public double auc() {
        if (points.isEmpty()) {
            return Double.NaN;
        }
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            area += (to.falsePositiveRate - from.falsePositiveRate) * (to.truePositiveRate + from.truePositiveRate) / 2;
        }
        return area;
    }
}
