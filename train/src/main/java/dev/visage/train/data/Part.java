package dev.visage.train.data;

/** What a face is used for. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST,
    /** For nothing: a near duplicate says otherwise. */
    DROPPED
}
