package dev.visage.model;

/**
 * A model that was read completely and is what its manifest says.
 *
 * @param manifest   the manifest
 * @param savedModel the bytes of a TensorFlow SavedModel in one file; not copied, not to be modified
 */
public record Model(Manifest manifest, byte[] savedModel) {
}
