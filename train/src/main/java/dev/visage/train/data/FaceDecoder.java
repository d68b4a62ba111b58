package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import dev.visage.train.network.ImagePipeline;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Decodes photos with the operations that a served model decodes with. */
public final class FaceDecoder implements AutoCloseable {

    private static final int BATCH = 64;

    private final ImageInput output;
    private final Graph graph = new Graph();
    private final Session session = new Session(graph);
    private final Placeholder<TString> files;
    private final Operand<TUint8> images;

    /** @param output the size and the channels to decode to */
    public FaceDecoder(ImageInput output) {
        this.output = output;
        Ops tf = Ops.create(graph);
        files = tf.placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
        images = tf.dtypes.cast(new ImagePipeline(tf, output).decode(files), TUint8.class);
    }

    /**
     * @return for each face its pixels, [size, size, channels] as bytes
     * @throws DataException naming a file that is no readable image
     */
    public byte[][] decode(List<Face> faces) {
        byte[][] pixels = new byte[faces.size()][];
        for (int from = 0; from < faces.size(); from += BATCH) {
            List<Face> batch = faces.subList(from, Math.min(faces.size(), from + BATCH));
            byte[][] decoded = decodeBatch(batch);
            System.arraycopy(decoded, 0, pixels, from, decoded.length);
        }
        return pixels;
    }

    private byte[][] decodeBatch(List<Face> faces) {
        byte[][] encoded = faces.stream().map(Face::image).toArray(byte[][]::new);
        try (TString input = TString.tensorOfBytes(Shape.of(encoded.length), DataBuffers.ofObjects(encoded));
                Result result = session.runner().feed(files, input).fetch(images).run()) {
            TUint8 tensor = (TUint8) result.get(0);
            byte[][] pixels = new byte[faces.size()][output.bytes()];
            for (int i = 0; i < pixels.length; i++) {
                tensor.asRawTensor().data().offset((long) i * output.bytes()).read(pixels[i]);
            }
            return pixels;
        } catch (TFInvalidArgumentException e) {
            throw UnreadableFace.among(faces, this::decodeBatch);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
