package dev.visage.train.data;

/** What a face is used for. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST
}
