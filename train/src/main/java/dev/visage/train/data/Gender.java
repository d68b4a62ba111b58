package dev.visage.train.data;

/** Gender as UTKFace labels it, in the order of its codes. */
public enum Gender {
    MALE,
    FEMALE
}
