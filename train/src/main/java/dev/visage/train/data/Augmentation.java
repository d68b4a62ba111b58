package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Changes a photo as cameras, croppers and people do, so that a network sees no photo twice. Geometry is sampled from a
 * larger source than the network's input, which keeps what is enlarged sharp.
 */
public final class Augmentation {

    private static final double ROTATION_DEGREES = 8;
    private static final double LOG_SCALE = 0.08;
    private static final double SHIFT = 0.04;
    private static final double CONTRAST = 0.18;
    private static final double BRIGHTNESS = 18;
    private static final double ERASE_PROBABILITY = 0.25;
    private static final byte ERASED = (byte) 128;

    private final ImageInput source;
    private final ImageInput target;

    public Augmentation(ImageInput source, ImageInput target) {
        if (source.channels() != target.channels()) {
            throw new IllegalArgumentException("augmentation keeps the channels: " + source + " to " + target);
        }
        this.source = source;
        this.target = target;
    }

    /**
     * Flips one time in two, rotates, scales, shifts, changes contrast and brightness, and greys out a rectangle one
     * time in four.
     *
     * @param from   a picture of the source's size
     * @param to     takes a picture of the target's size
     * @param offset in {@code to}
     * @param seed   the same seed changes the same picture in the same way
     */
    public void apply(byte[] from, byte[] to, int offset, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        boolean flip = random.nextBoolean();
        double angle = Math.toRadians(ROTATION_DEGREES) * random.nextGaussian();
        double scale = Math.exp(LOG_SCALE * random.nextGaussian()) * source.size() / target.size();
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        double centre = (source.size() - 1) / 2.0;
        double left = centre + SHIFT * source.size() * random.nextGaussian();
        double top = centre + SHIFT * source.size() * random.nextGaussian();
        float contrast = (float) (1 + CONTRAST * random.nextGaussian());
        float brightness = (float) (BRIGHTNESS * random.nextGaussian()) + 128 - 128 * contrast;
        double half = (target.size() - 1) / 2.0;
        int position = offset;
        for (int row = 0; row < target.size(); row++) {
            double v = row - half;
            for (int column = 0; column < target.size(); column++) {
                double u = flip ? half - column : column - half;
                position = sample(from, cos * u - sin * v + left, sin * u + cos * v + top, contrast, brightness, to,
                        position);
            }
        }
        if (random.nextDouble() < ERASE_PROBABILITY) {
            erase(to, offset, random);
        }
    }

    /** Interpolates between the four pixels around a point; outside, the border's pixels go on. */
    private int sample(byte[] from, double x, double y, float contrast, float brightness, byte[] to, int position) {
        int size = source.size();
        int channels = source.channels();
        float inX = (float) Math.max(0, Math.min(size - 1.001, x));
        float inY = (float) Math.max(0, Math.min(size - 1.001, y));
        int column = (int) inX;
        int row = (int) inY;
        float right = inX - column;
        float below = inY - row;
        int upper = (row * size + column) * channels;
        int lower = upper + size * channels;
        int next = position;
        for (int channel = 0; channel < channels; channel++, upper++, lower++) {
            float above = (from[upper] & 0xff) * (1 - right) + (from[upper + channels] & 0xff) * right;
            float beneath = (from[lower] & 0xff) * (1 - right) + (from[lower + channels] & 0xff) * right;
            float value = (above * (1 - below) + beneath * below) * contrast + brightness;
            to[next++] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return next;
    }

    /** An eighth to three eighths of each side. */
    private void erase(byte[] to, int offset, RandomGenerator random) {
        int size = target.size();
        int width = size / 8 + random.nextInt(size / 4);
        int height = size / 8 + random.nextInt(size / 4);
        int left = random.nextInt(size - width);
        int top = random.nextInt(size - height);
        for (int row = top; row < top + height; row++) {
            int start = offset + (row * size + left) * target.channels();
            Arrays.fill(to, start, start + width * target.channels(), ERASED);
        }
    }
}
