package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Finds photos that are the same photo: byte-identical, re-encoded, cropped a little otherwise. Two faces are near
 * duplicates where their grey thumbnails of 32x32 pixels correlate above {@value #CORRELATION}, which by eye is the
 * same photo in practically every case; groups are what such pairs connect.
 */
public final class NearDuplicates {

    static final float CORRELATION = 0.96f;

    private static final ImageInput THUMBNAIL = new ImageInput(32, 1);
    private static final int BLOCK = 1024;

    private NearDuplicates() {
    }

    /** @return the number of each face's group; a face without near duplicates is a group of its own */
    public static int[] group(List<Face> faces) {
        byte[][] thumbnails;
        try (FaceDecoder decoder = new FaceDecoder(THUMBNAIL)) {
            thumbnails = decoder.decode(faces);
        }
        float[][] normalized = Arrays.stream(thumbnails).parallel().map(NearDuplicates::normalize).toArray(float[][]::new);
        int[] parents = new int[faces.size()];
        Arrays.setAll(parents, i -> i);
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Shape open = Shape.of(-1, THUMBNAIL.bytes());
            Placeholder<TFloat32> rows = tf.placeholder(TFloat32.class, Placeholder.shape(open));
            Placeholder<TFloat32> columns = tf.placeholder(TFloat32.class, Placeholder.shape(open));
            Operand<TFloat32> correlations = tf.linalg.matMul(rows, columns, MatMul.transposeB(true));
            Operand<TInt64> pairs = tf.where(tf.math.greater(correlations, tf.constant(CORRELATION)));
            for (int row = 0; row < normalized.length; row += BLOCK) {
                try (TFloat32 rowBlock = block(normalized, row)) {
                    // What correlates with an earlier block was found when that one was the row.
                    for (int column = row; column < normalized.length; column += BLOCK) {
                        try (TFloat32 columnBlock = block(normalized, column);
                                Result found = session.runner().feed(rows, rowBlock).feed(columns, columnBlock)
                                        .fetch(pairs).run()) {
                            join(parents, (TInt64) found.get(0), row, column);
                        }
                    }
                }
            }
        }
        Arrays.setAll(parents, i -> root(parents, i));
        return parents;
    }

    /** Mean removed, of length 1, so that a product of two is their correlation; a flat image correlates with none. */
    private static float[] normalize(byte[] thumbnail) {
        double mean = 0;
        for (byte value : thumbnail) {
            mean += value & 0xff;
        }
        mean /= thumbnail.length;
        double squares = 0;
        for (byte value : thumbnail) {
            squares += Math.pow((value & 0xff) - mean, 2);
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        float[] normalized = new float[thumbnail.length];
        for (int i = 0; i < normalized.length; i++) {
            normalized[i] = (float) (((thumbnail[i] & 0xff) - mean) * scale);
        }
        return normalized;
    }

    private static TFloat32 block(float[][] normalized, int from) {
        int count = Math.min(BLOCK, normalized.length - from);
        TFloat32 tensor = TFloat32.tensorOf(Shape.of(count, THUMBNAIL.bytes()));
        for (int i = 0; i < count; i++) {
            tensor.asRawTensor().data().asFloats().offset((long) i * THUMBNAIL.bytes()).write(normalized[from + i]);
        }
        return tensor;
    }

    private static void join(int[] parents, TInt64 pairs, int row, int column) {
        for (long i = 0; i < pairs.shape().get(0); i++) {
            int first = root(parents, row + (int) pairs.getLong(i, 0));
            int second = root(parents, column + (int) pairs.getLong(i, 1));
            parents[Math.max(first, second)] = Math.min(first, second);
        }
    }

    private static int root(int[] parents, int face) {
        int root = face;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }
}
