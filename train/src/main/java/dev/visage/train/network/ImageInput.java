package dev.visage.train.network;

import org.tensorflow.ndarray.Shape;

/**
 * What a network looks at: a square picture.
 *
 * @param size     width and height in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageInput(int size, int channels) {

    public ImageInput {
        if (size < 1 || channels != 1 && channels != 3) {
            throw new IllegalArgumentException("no picture has " + size + " pixels a side and " + channels + " channels");
        }
    }

    /** The same picture, larger or smaller. */
    public ImageInput scaled(double factor) {
        return new ImageInput((int) Math.round(factor * size), channels);
    }

    /** Bytes of one picture, a byte for each value. */
    public int bytes() {
        return size * size * channels;
    }

    /** {@code [n, size, size, channels]}; a negative n leaves the number of pictures open. */
    public Shape batchShape(long n) {
        return Shape.of(n, size, size, channels);
    }

    /** {@code [size, size, channels]}. */
    public Shape shape() {
        return Shape.of(size, size, channels);
    }
}
