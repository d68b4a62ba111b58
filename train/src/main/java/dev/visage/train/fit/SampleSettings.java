package dev.visage.train.fit;

import dev.visage.train.data.Change;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a network gets to see.
 *
 * @param augmentation     how photos are changed
 * @param rareAges         how much more often photos of rare ages are drawn: 0 not at all, 1 so that all ages come
 *                         about equally often
 * @param mixing           the share by which two photos and their labels are mixed is drawn from Beta(mixing, mixing);
 *                         0 mixes none; the higher, the nearer to half and half
 * @param smallFirst       the share of the epochs, from the first on, in which pictures have three quarters of the width
 *                         and height: faster, and most is learnt from them as well
 *                         (<a href="https://arxiv.org/abs/2104.00298">Tan and Le, 2021</a>)
 * @param dropContradicted whether near duplicates whose labels contradict each other are left out
 */
public record SampleSettings(Set<Change> augmentation, double rareAges, double mixing, double smallFirst,
        boolean dropContradicted) {

    /** Above it a share takes long to draw, as nearly all that is drawn is thrown away. */
    private static final int MOST_MIXING = 5;

    public SampleSettings {
        augmentation = Collections.unmodifiableSet(new TreeSet<>(augmentation));
        FitSettings.require(rareAges >= 0 && rareAges <= 1, "--rare-ages must be from 0 to 1, not " + rareAges);
        FitSettings.require(smallFirst >= 0 && smallFirst <= 1, "--small-first must be from 0 to 1, not " + smallFirst);
        FitSettings.require(mixing >= 0 && mixing <= MOST_MIXING,
                "--mixing must be from 0 to " + MOST_MIXING + ", not " + mixing);
    }
}
