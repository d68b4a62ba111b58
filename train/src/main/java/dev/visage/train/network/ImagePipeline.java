package dev.visage.train.network;

import java.util.List;
import java.util.Set;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeImage;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * The way from an image file's bytes to a network's input. Training, evaluation and serving share these operations, so
 * that a served photo looks to the network just as one that it was trained on.
 */
public final class ImagePipeline {

    private static final int ORIENTATIONS = 8;
    private static final Set<Integer> BOTTOM_UP = Set.of(3, 4, 7, 8);
    private static final Set<Integer> RIGHT_TO_LEFT = Set.of(2, 3, 6, 7);
    private static final Set<Integer> TRANSPOSED = Set.of(5, 6, 7, 8);

    private final Ops tf;
    private final ImageInput input;

    public ImagePipeline(Ops tf, ImageInput input) {
        this.tf = tf;
        this.input = input;
    }

    /**
     * Decodes JPEG or PNG files and resizes them.
     *
     * @param files the bytes of n files, shape [n]
     * @return whole numbers from 0 to 255, shape [n, size, size, channels]
     */
    @SuppressWarnings("unchecked") // mapDefun has as many types as it has outputs, so it tells none of them.
    public Operand<TFloat32> decode(Operand<TString> files) {
        ConcreteFunction decodeOne = ConcreteFunction.create(function -> {
            Placeholder<TString> file = function.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
            Operand<TFloat32> image = new ImagePipeline(function, input).decodeOne(file);
            return Signature.builder().key("decode").input("file", file).output("image", image).build();
        });
        return (Operand<TFloat32>) (Operand<?>) tf.mapDefun(List.<Operand<?>>of(files), List.of(),
                List.of(TFloat32.class), List.of(input.shape()), decodeOne).output().get(0);
    }

    private Operand<TFloat32> decodeOne(Operand<TString> file) {
        Operand<TUint8> decoded = tf.image.decodeImage(file, TUint8.class,
                DecodeImage.channels((long) input.channels()), DecodeImage.expandAnimations(false));
        // The decoder leaves even the rank open; the resizer wants a batch of rank 4.
        Operand<TInt32> heightAndWidth = tf.slice(tf.shape(decoded), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
        Operand<TInt32> batchShape = tf.concat(List.of(tf.constant(new int[] {1}), heightAndWidth,
                tf.constant(new int[] {input.channels()})), tf.constant(0));
        // Bytes go in as they are: a copy as floats of a photo of twelve megapixels would cost 150 MB.
        Operand<TUint8> batch = tf.reshape(decoded, batchShape);
        Operand<TFloat32> size = tf.constant(new float[] {input.size(), input.size()});
        Operand<TFloat32> resized = tf.image.scaleAndTranslate(batch, tf.constant(new int[] {input.size(), input.size()}),
                tf.math.div(size, tf.dtypes.cast(heightAndWidth, TFloat32.class)), tf.constant(new float[] {0, 0}),
                ScaleAndTranslate.kernelType("triangle"), ScaleAndTranslate.antialias(true));
        Operand<TFloat32> whole = tf.clipByValue(tf.math.rint(resized), tf.constant(0f), tf.constant(255f));
        return tf.reshape(whole, tf.constant(input.shape().asArray()));
    }

    /**
     * Turns square pictures upright by what a camera wrote of how it was held.
     *
     * @param images       shape [n, size, size, channels]
     * @param orientations 1 to 8 as in EXIF 2.3, tag 0x0112, shape [n]; fails at others
     */
    public Operand<TFloat32> upright(Operand<TFloat32> images, Operand<TInt32> orientations) {
        int size = input.size();
        Operand<TInt32> stored = tf.gather(tf.constant(storedPixels(size)), tf.math.sub(orientations, tf.constant(1)),
                tf.constant(0));
        Operand<TFloat32> pixels = tf.reshape(images, tf.constant(new int[] {-1, size * size, input.channels()}));
        return tf.reshape(tf.gather(pixels, stored, tf.constant(1), Gather.batchDims(1L)),
                tf.constant(new int[] {-1, size, size, input.channels()}));
    }

    /** Where the pixels of an upright picture lie in the stored one, in reading order, for each orientation. */
    private static int[][] storedPixels(int size) {
        int[][] stored = new int[ORIENTATIONS][size * size];
        for (int orientation = 1; orientation <= ORIENTATIONS; orientation++) {
            for (int pixel = 0; pixel < size * size; pixel++) {
                int row = BOTTOM_UP.contains(orientation) ? size - 1 - pixel / size : pixel / size;
                int column = RIGHT_TO_LEFT.contains(orientation) ? size - 1 - pixel % size : pixel % size;
                stored[orientation - 1][pixel] =
                        TRANSPOSED.contains(orientation) ? column * size + row : row * size + column;
            }
        }
        return stored;
    }

    /** From 0..255 to 0..1. */
    public Operand<TFloat32> normalize(Operand<TFloat32> images) {
        return tf.math.mul(images, tf.constant(1 / 255f));
    }
}
