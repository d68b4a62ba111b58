package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Changes a photo as cameras, croppers and people do, so that a network sees no photo twice. Geometry is sampled from a
 * larger source than the network's input, which keeps what is enlarged sharp.
 */
public final class Augmentation {

    private static final double ROTATION_DEGREES = 8;
    private static final double LOG_SCALE = 0.13;
    private static final double SHIFT = 0.05;
    private static final double CONTRAST = 0.18;
    private static final double BRIGHTNESS = 18;
    private static final double SATURATION = 0.3;
    private static final double GREY_PROBABILITY = 0.1;
    private static final double QUALITY_PROBABILITY = 1 / 6.0;
    private static final double ERASE_PROBABILITY = 0.25;
    private static final byte ERASED = (byte) 128;

    /** The shares of red, green and blue in brightness: ITU-R BT.601. */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    private final Set<Change> changes;
    private final ImageInput source;
    private final ImageInput target;

    public Augmentation(Set<Change> changes, ImageInput source, ImageInput target) {
        if (source.channels() != target.channels()) {
            throw new IllegalArgumentException("augmentation keeps the channels: " + source + " to " + target);
        }
        this.changes = Set.copyOf(changes);
        this.source = source;
        this.target = target;
    }

    /** What pictures become. */
    public ImageInput target() {
        return target;
    }

    /**
     * @param from   a picture of the source's size
     * @param to     takes a picture of the target's size
     * @param offset in {@code to}
     * @param seed   the same seed changes the same picture in the same way
     */
    public void apply(byte[] from, byte[] to, int offset, long seed) {
        // A stream of its own for each change: what one draws is the same whether others are switched on or not.
        SplittableRandom seeds = new SplittableRandom(seed);
        RandomGenerator geometry = seeds.split();
        RandomGenerator light = seeds.split();
        RandomGenerator quality = seeds.split();
        RandomGenerator erasing = seeds.split();
        boolean reduce = changes.contains(Change.QUALITY) && quality.nextDouble() < QUALITY_PROBABILITY;
        boolean blur = changes.contains(Change.QUALITY) && quality.nextDouble() < QUALITY_PROBABILITY;
        byte[] picture = reduce ? JpegQuality.reduce(from, source, quality.nextFloat(0.1f, 0.6f)) : from;
        float[] pixels = sample(picture, geometry);
        if (blur) {
            pixels = blur(pixels);
        }
        relight(pixels, light);
        for (int i = 0; i < pixels.length; i++) {
            to[offset + i] = (byte) Math.max(0, Math.min(255, Math.round(pixels[i])));
        }
        if (changes.contains(Change.ERASE) && erasing.nextDouble() < ERASE_PROBABILITY) {
            erase(to, offset, erasing);
        }
    }

    /** The target's pixels, from where they lie in the flipped, rotated, scaled and shifted source. */
    private float[] sample(byte[] from, RandomGenerator random) {
        boolean flip = random.nextBoolean() && changes.contains(Change.FLIP);
        double amount = changes.contains(Change.GEOMETRY) ? 1 : 0;
        double angle = amount * Math.toRadians(ROTATION_DEGREES) * random.nextGaussian();
        double scale = Math.exp(amount * LOG_SCALE * random.nextGaussian()) * source.size() / target.size();
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        double centre = (source.size() - 1) / 2.0;
        double left = centre + amount * SHIFT * source.size() * random.nextGaussian();
        double top = centre + amount * SHIFT * source.size() * random.nextGaussian();
        double half = (target.size() - 1) / 2.0;
        float[] pixels = new float[target.bytes()];
        int position = 0;
        for (int row = 0; row < target.size(); row++) {
            double v = row - half;
            for (int column = 0; column < target.size(); column++) {
                double u = flip ? half - column : column - half;
                sample(from, cos * u - sin * v + left, sin * u + cos * v + top, pixels, position);
                position += target.channels();
            }
        }
        return pixels;
    }

    /** Interpolates between the four pixels around a point; outside, the border's pixels go on. */
    private void sample(byte[] from, double x, double y, float[] to, int position) {
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
        for (int channel = 0; channel < channels; channel++, upper++, lower++) {
            float above = (from[upper] & 0xff) * (1 - right) + (from[upper + channels] & 0xff) * right;
            float beneath = (from[lower] & 0xff) * (1 - right) + (from[lower + channels] & 0xff) * right;
            to[position + channel] = above * (1 - below) + beneath * below;
        }
    }

    /** Each pixel becomes the mean of itself and its eight neighbours; the border stays. */
    private float[] blur(float[] pixels) {
        int channels = target.channels();
        int line = target.size() * channels;
        float[] blurred = pixels.clone();
        for (int row = 1; row < target.size() - 1; row++) {
            for (int i = row * line + channels; i < (row + 1) * line - channels; i++) {
                float sum = 0;
                for (int other = i - line; other <= i + line; other += line) {
                    sum += pixels[other - channels] + pixels[other] + pixels[other + channels];
                }
                blurred[i] = sum / 9;
            }
        }
        return blurred;
    }

    private void relight(float[] pixels, RandomGenerator random) {
        double light = changes.contains(Change.LIGHT) ? 1 : 0;
        float contrast = (float) (1 + light * CONTRAST * random.nextGaussian());
        float brightness = (float) (light * BRIGHTNESS * random.nextGaussian()) + 128 - 128 * contrast;
        boolean grey = random.nextDouble() < GREY_PROBABILITY;
        double saturation = grey ? 0 : Math.max(0, 1 + SATURATION * random.nextGaussian());
        if (target.channels() == LUMA.length && changes.contains(Change.COLOUR)) {
            saturate(pixels, (float) saturation);
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] * contrast + brightness;
        }
    }

    private static void saturate(float[] pixels, float saturation) {
        for (int i = 0; i < pixels.length; i += LUMA.length) {
            float luma = LUMA[0] * pixels[i] + LUMA[1] * pixels[i + 1] + LUMA[2] * pixels[i + 2];
            for (int channel = i; channel < i + LUMA.length; channel++) {
                pixels[channel] = luma + (pixels[channel] - luma) * saturation;
            }
        }
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
