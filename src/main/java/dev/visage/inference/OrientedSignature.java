package dev.visage.inference;

import dev.visage.model.ModelException;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * The tensors of the signature {@code oriented}. Their names in the graph are the exporter's own affair: they are taken
 * from the SavedModel.
 *
 * @param images                string [n], the bytes of image files
 * @param orientations          int32 [n], how EXIF says that they lie
 * @param age                   float32 [n], years
 * @param ageLow                float32 [n], years
 * @param ageHigh               float32 [n], years
 * @param ageGroupProbabilities float32 [n, age groups]
 * @param genderProbability     float32 [n]
 */
record OrientedSignature(Output<?> images, Output<?> orientations, Output<?> age, Output<?> ageLow, Output<?> ageHigh,
        Output<?> ageGroupProbabilities, Output<?> genderProbability) {

    private static final String NAME = "oriented";

    /** @throws ModelException.Corrupt if the model has no such signature, or it lacks a tensor */
    static OrientedSignature of(MetaGraphDef metaGraph, Graph graph) {
        if (!metaGraph.containsSignatureDef(NAME)) {
            throw new ModelException.Corrupt("The SavedModel has no signature " + NAME);
        }
        SignatureDef signature = metaGraph.getSignatureDefOrThrow(NAME);
        Map<String, TensorInfo> inputs = signature.getInputsMap();
        Map<String, TensorInfo> outputs = signature.getOutputsMap();
        return new OrientedSignature(
                tensor(inputs, "images", graph),
                tensor(inputs, "orientations", graph),
                tensor(outputs, "age", graph),
                tensor(outputs, "age_low", graph),
                tensor(outputs, "age_high", graph),
                tensor(outputs, "age_group_probabilities", graph),
                tensor(outputs, "gender_probability", graph));
    }

    private static Output<?> tensor(Map<String, TensorInfo> tensors, String name, Graph graph) {
        TensorInfo info = tensors.get(name);
        Output<?> output = info == null ? null : graph.output(info.getName());
        if (output == null) {
            throw new ModelException.Corrupt("The signature " + NAME + " of the SavedModel has no tensor " + name);
        }
        return output;
    }
}
