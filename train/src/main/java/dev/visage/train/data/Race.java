package dev.visage.train.data;

/**
 * Race as UTKFace labels it, in the order of its codes. It serves to audit how evenly a model works and for nothing
 * else: no network is trained on it and no model tells it.
 */
public enum Race {
    WHITE,
    BLACK,
    ASIAN,
    INDIAN,
    OTHER
}
