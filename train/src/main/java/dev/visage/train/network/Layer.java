package dev.visage.train.network;

import org.tensorflow.ndarray.Shape;

/**
 * A layer as it stands in a network's table.
 *
 * @param output     the shape of what it gives, the batch as an open first dimension
 * @param parameters how many of its weights are fitted
 */
public record Layer(String name, Shape output, long parameters) {
}
