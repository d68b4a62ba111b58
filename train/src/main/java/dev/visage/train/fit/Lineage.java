package dev.visage.train.fit;

import java.util.List;

/**
 * What a new run takes from other runs, the best epoch of each, or from models.
 *
 * @param startFrom their weights, or the mean of them, are what it starts from; none for random ones
 * @param teachers  what they tell of a photo counts as much as its label, each
 */
public record Lineage(List<RunFolder> startFrom, List<Teacher> teachers) {

    public static final Lineage NONE = new Lineage(List.of(), List.of());

    public Lineage {
        startFrom = List.copyOf(startFrom);
        teachers = List.copyOf(teachers);
    }
}
