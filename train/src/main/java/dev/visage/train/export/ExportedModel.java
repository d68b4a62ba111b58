package dev.visage.train.export;

import dev.visage.train.data.DataException;
import dev.visage.train.data.Face;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.evaluate.Prediction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** A SavedModel as a server would use it: from the bytes of image files to answers. */
public final class ExportedModel implements AutoCloseable {

    private static final int BATCH = 64;

    private final SavedModelBundle bundle;
    private final SessionFunction signature;

    private ExportedModel(SavedModelBundle bundle) {
        this.bundle = bundle;
        signature = bundle.function("serving_default");
    }

    /** @throws NoSuchFileException if the folder holds no SavedModel */
    public static ExportedModel open(Path folder) throws NoSuchFileException {
        Path file = folder.resolve(FrozenGraph.FILE);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new ExportedModel(SavedModelBundle.load(folder.toString(), "serve"));
    }

    /** What the model tells of the faces beside what is so. */
    public List<Outcome> outcomes(List<Face> faces) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < faces.size(); from += BATCH) {
            List<Face> batch = faces.subList(from, Math.min(faces.size(), from + BATCH));
            List<Prediction> predictions = predict(batch.stream().map(Face::image).toList());
            for (int i = 0; i < batch.size(); i++) {
                outcomes.add(new Outcome(batch.get(i).label(), predictions.get(i)));
            }
        }
        return outcomes;
    }

    /**
     * @param images the bytes of JPEG or PNG files
     * @throws DataException if one of them cannot be decoded
     */
    public List<Prediction> predict(List<byte[]> images) {
        try (TString input = TString.tensorOfBytes(Shape.of(images.size()), DataBuffers.ofObjects(images.toArray(byte[][]::new)));
                Result result = signature.call(Map.of("images", input))) {
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
        TFloat32 tensor = (TFloat32) result.get(name).orElseThrow();
        float[] values = new float[(int) tensor.size()];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    @Override
    public void close() {
        bundle.close();
    }
}
