package dev.visage.train.data;

import dev.visage.train.network.ImageInput;

/**
 * What one training step looks at.
 *
 * @param images [n, size, size, channels] as bytes
 * @param size   of each image
 * @param labels of the n images
 * @param mixing how much of each image and label stays when it is mixed with another of the batch, 0 to 1
 */
public record Batch(byte[] images, ImageInput size, Label[] labels, double mixing) {
}
