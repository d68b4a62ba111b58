package dev.visage.train.data;

/** A way in which {@link Augmentation} changes photos. */
public enum Change {
    /** Mirrors one photo in two. */
    FLIP,
    /** Rotates, scales and shifts, as croppers do. */
    GEOMETRY,
    /** Changes brightness and contrast. */
    LIGHT,
    /** Changes saturation; some photos become grey. */
    COLOUR,
    /** Blurs, and adds the artefacts of low JPEG quality, to one photo in six each. */
    QUALITY,
    /** Greys out a rectangle of one photo in four. */
    ERASE
}
