package dev.visage.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.model.Model;
import dev.visage.model.ModelReader;
import dev.visage.model.ModelStores;
import dev.visage.support.ShippedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/**
 * The shipped model with all its outputs 2^30 times as large: the same digits with another exponent. The function
 * rounds its answers to some decimals, and with this model nothing is left there to round.
 */
public final class MagnifiedModel {

    private static final float FACTOR = 0x1p30f;

    private MagnifiedModel() {
    }

    /** Writes the model into a folder, and reads it as the function does. */
    public static Model write(Path folder) throws IOException {
        ShippedModel.writeWith(magnify(ShippedModel.read().savedModel()), folder);
        String uri = folder.toUri().toString();
        return new ModelReader(new ObjectMapper()).read(new ModelStores(() -> Optional.of(uri), null).open());
    }

    private static byte[] magnify(byte[] savedModel) throws IOException {
        SavedModel.Builder model = SavedModel.parseFrom(savedModel).toBuilder();
        MetaGraphDef.Builder metaGraph = model.getMetaGraphsBuilder(0);
        try (Graph graph = new Graph()) {
            graph.importGraphDef(metaGraph.getGraphDef());
            Ops tf = Ops.create(graph);
            SignatureDef.Builder signature = metaGraph.getSignatureDefOrThrow("oriented").toBuilder();
            signature.getOutputsMap().forEach((name, tensor) -> {
                Operand<TFloat32> output = graph.output(tensor.getName()).expect(TFloat32.class);
                Operand<TFloat32> magnified = tf.math.mul(output, tf.constant(FACTOR));
                signature.putOutputs(name, tensor.toBuilder().setName(magnified.op().name() + ":0").build());
            });
            metaGraph.setGraphDef(graph.toGraphDef()).putSignatureDef("oriented", signature.build());
        }
        return model.build().toByteArray();
    }
}
