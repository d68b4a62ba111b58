package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Training batches in a random order, augmented. A batch depends on the seed, the epoch and its place in the epoch
 * alone, so that a run can go on at any step.
 */
public final class Batches {

    private final byte[][] images;
    private final DrawRates rates;
    private final double mixing;
    private final List<Label> labels;
    private final IntFunction<Augmentation> augmentations;
    private final int batchSize;
    private final long seed;

    /**
     * @param images        of the augmentations' source size, one for each label
     * @param augmentations of each epoch, from 0
     * @param rates         one for each image
     * @param mixing        the parameter of the Beta distribution that a batch's mixing is drawn from; 0 mixes none
     */
    public Batches(byte[][] images, List<Label> labels, IntFunction<Augmentation> augmentations, DrawRates rates,
            double mixing, int batchSize, long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one image, not " + batchSize);
        }
        requireOne(images.length, batchSize);
        this.images = images;
        this.labels = labels;
        this.augmentations = augmentations;
        this.rates = rates;
        this.mixing = mixing;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    /** @throws DataException if so many images are fewer than one batch */
    public static void requireOne(int images, int batchSize) {
        if (images < batchSize) {
            throw new DataException("The training part has " + images + " images, fewer than one batch of " + batchSize
                    + ". Give more data or a smaller --batch.");
        }
    }

    /** Full batches in an epoch; the images left over come in another epoch, as the order is a new one each time. */
    public int perEpoch() {
        return images.length / batchSize;
    }

    /** @param epoch from 0 */
    public Epoch epoch(int epoch) {
        SplittableRandom random = new SplittableRandom(31 * seed + epoch);
        int[] order = draw(random);
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return new Epoch(augmentations.apply(epoch), order, random.nextLong());
    }

    /** As many faces as there are, each as often as its rate says: a whole number of times, and once more by chance. */
    private int[] draw(SplittableRandom random) {
        IntStream.Builder drawn = IntStream.builder();
        int count = 0;
        for (int face = 0; face < images.length; face++) {
            for (double left = rates.perFace()[face]; left >= 1 || left > 0 && random.nextDouble() < left; left--) {
                drawn.add(face);
                count++;
            }
        }
        for (; count < images.length; count++) {
            drawn.add(random.nextInt(images.length));
        }
        return drawn.build().toArray();
    }

    /** One pass over the training part. */
    public final class Epoch {

        private final Augmentation augmentation;
        private final int[] order;
        private final long epochSeed;

        private Epoch(Augmentation augmentation, int[] order, long epochSeed) {
            this.augmentation = augmentation;
            this.order = order;
            this.epochSeed = epochSeed;
        }

        /** @param index from 0 to {@link #perEpoch()}, exclusive */
        public Batch batch(int index) {
            ImageInput size = augmentation.target();
            byte[] pixels = new byte[batchSize * size.bytes()];
            Label[] batchLabels = new Label[batchSize];
            IntStream.range(0, batchSize).parallel().forEach(i -> {
                int place = index * batchSize + i;
                int face = order[place];
                augmentation.apply(images[face], pixels, i * size.bytes(), epochSeed + place);
                batchLabels[i] = labels.get(face);
            });
            return new Batch(pixels, size, batchLabels, mixing == 0 ? 1 : beta(new SplittableRandom(epochSeed + index)));
        }
    }

    /** Jöhnk's generator (Devroye, 1986, "Non-Uniform Random Variate Generation", IX.3.5). */
    private double beta(SplittableRandom random) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / mixing);
            double y = Math.pow(random.nextDouble(), 1 / mixing);
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }
}
