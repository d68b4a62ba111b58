package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Training batches in a random order, augmented. A batch depends on the seed, the epoch and its place in the epoch
 * alone, so that a run can go on at any step.
 */
public final class Batches {

    private final byte[][] images;
    private final List<Label> labels;
    private final Augmentation augmentation;
    private final ImageInput output;
    private final int batchSize;
    private final long seed;

    /** @param images of the augmentation's source size, one for each label */
    public Batches(byte[][] images, List<Label> labels, Augmentation augmentation, ImageInput output, int batchSize,
            long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one image, not " + batchSize);
        }
        if (images.length < batchSize) {
            throw new DataException("The training part has " + images.length + " images, fewer than one batch of "
                    + batchSize + ". Give more data or a smaller --batch.");
        }
        this.images = images;
        this.labels = labels;
        this.augmentation = augmentation;
        this.output = output;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    /** Full batches in an epoch; the images left over come in another epoch, as the order is a new one each time. */
    public int perEpoch() {
        return images.length / batchSize;
    }

    /** @param epoch from 0 */
    public Epoch epoch(int epoch) {
        SplittableRandom random = new SplittableRandom(31 * seed + epoch);
        int[] order = IntStream.range(0, images.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return new Epoch(order, random.nextLong());
    }

    /** One pass over the training part. */
    public final class Epoch {

        private final int[] order;
        private final long epochSeed;

        private Epoch(int[] order, long epochSeed) {
            this.order = order;
            this.epochSeed = epochSeed;
        }

        /** @param index from 0 to {@link #perEpoch()}, exclusive */
        public Batch batch(int index) {
            byte[] pixels = new byte[batchSize * output.bytes()];
            Label[] batchLabels = new Label[batchSize];
            IntStream.range(0, batchSize).parallel().forEach(i -> {
                int place = index * batchSize + i;
                int face = order[place];
                augmentation.apply(images[face], pixels, i * output.bytes(), epochSeed + place);
                batchLabels[i] = labels.get(face);
            });
            return new Batch(pixels, batchLabels);
        }
    }
}
