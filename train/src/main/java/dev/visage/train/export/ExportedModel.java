package dev.visage.train.export;

import dev.visage.train.data.DataException;
import dev.visage.train.data.Face;
import dev.visage.train.data.UnreadableFace;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.evaluate.Prediction;
import dev.visage.train.fit.FittedNetwork;
import dev.visage.train.network.TensorValues;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** A SavedModel as a server would use it: from the bytes of image files to answers. */
public final class ExportedModel implements AutoCloseable {

    private static final int BATCH = 64;
    private static final String TAG = "serve";

    private final SavedModelBundle bundle;
    private final SessionFunction serving;

    private ExportedModel(SavedModelBundle bundle) {
        this.bundle = bundle;
        serving = bundle.function(Signature.DEFAULT_KEY);
    }

    /** @throws NoSuchFileException if the folder holds no SavedModel */
    public static ExportedModel open(Path folder) throws NoSuchFileException {
        Path file = folder.resolve(FittedNetwork.MODEL);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new ExportedModel(SavedModelBundle.load(folder.toString(), TAG));
    }

    /** Opens a model as the function does: one thread, and no optimizer before the first answer. */
    static ExportedModel openForOneThread(Path folder) {
        return new ExportedModel(SavedModelBundle.loader(folder.toString()).withTags(TAG)
                .withConfigProto(ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(1)
                        .setInterOpParallelismThreads(-1)
                        .setGraphOptions(GraphOptions.newBuilder()
                                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
                        .setExperimental(ConfigProto.Experimental.newBuilder()
                                .setExecutorType("SINGLE_THREADED_EXECUTOR"))
                        .build())
                .load());
    }

    /**
     * What the model tells of the faces beside what is so.
     *
     * @throws DataException naming a file that is no readable image
     */
    public List<Outcome> outcomes(List<Face> faces) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < faces.size(); from += BATCH) {
            List<Face> batch = faces.subList(from, Math.min(faces.size(), from + BATCH));
            List<Prediction> predictions = predictFaces(batch);
            for (int i = 0; i < batch.size(); i++) {
                outcomes.add(new Outcome(batch.get(i).label(), predictions.get(i)));
            }
        }
        return outcomes;
    }

    private List<Prediction> predictFaces(List<Face> faces) {
        try {
            return predict(faces.stream().map(Face::image).toList());
        } catch (DataException e) {
            throw UnreadableFace.among(faces, this::predictFaces);
        }
    }

    /**
     * @param images the bytes of JPEG or PNG files
     * @throws DataException if one of them cannot be decoded
     */
    public List<Prediction> predict(List<byte[]> images) {
        try (TString input = TString.tensorOfBytes(Shape.of(images.size()),
                        DataBuffers.ofObjects(images.toArray(byte[][]::new)));
                Result result = serving.call(Map.<String, Tensor>of("images", input))) {
            float[] female = floats(result, "gender_probability");
            float[] age = floats(result, "age");
            float[] low = floats(result, "age_low");
            float[] high = floats(result, "age_high");
            float[] groups = floats(result, "age_group_probabilities");
            int width = groups.length / images.size();
            List<Prediction> predictions = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                List<Double> probabilities = new ArrayList<>();
                for (int group = 0; group < width; group++) {
                    probabilities.add((double) groups[i * width + group]);
                }
                predictions.add(new Prediction(female[i], age[i], low[i], high[i], List.copyOf(probabilities)));
            }
            return predictions;
        } catch (TFInvalidArgumentException e) {
            throw new DataException("An image is not a readable JPEG or PNG file.");
        }
    }

    private static float[] floats(Result result, String name) {
        return TensorValues.floats((TFloat32) result.get(name).orElseThrow());
    }

    @Override
    public void close() {
        bundle.close();
    }
}
