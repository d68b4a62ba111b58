package dev.visage.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How often what was taken for what.
 *
 * @param labels of rows and columns
 * @param counts a row for each true class, in it a column for each predicted one
 */
public record ConfusionMatrix(List<String> labels, List<List<Integer>> counts) {

    static ConfusionMatrix of(List<Outcome> outcomes, List<String> labels, ToIntFunction<Outcome> truth,
            ToIntFunction<Outcome> predicted) {
        int[][] counts = new int[labels.size()][labels.size()];
        for (Outcome outcome : outcomes) {
            counts[truth.applyAsInt(outcome)][predicted.applyAsInt(outcome)]++;
        }
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return new ConfusionMatrix(labels, List.copyOf(rows));
    }
}
