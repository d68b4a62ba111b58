package dev.visage.train.data;

/**
 * What one training step looks at.
 *
 * @param images [n, size, size, channels] as bytes
 * @param labels of the n images
 */
public record Batch(byte[] images, Label[] labels) {
}
