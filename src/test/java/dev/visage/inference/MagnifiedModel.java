package dev.visage.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visage.model.Model;
import dev.visage.model.ModelReader;
import dev.visage.model.ModelStores;
import dev.visage.support.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        byte[] savedModel = magnify(ShippedModel.read().savedModel());
        Files.write(folder.resolve("saved_model.pb"), savedModel);

        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest = (ObjectNode) json.readTree(ShippedModel.FOLDER.resolve("manifest.json").toFile());
        manifest.putArray("files").addObject()
                .put("path", "saved_model.pb")
                .put("bytes", savedModel.length)
                .put("sha256", sha256(savedModel));
        json.writeValue(folder.resolve("manifest.json").toFile(), manifest);
        String uri = folder.toUri().toString();
        return new ModelReader(json).read(new ModelStores(() -> Optional.of(uri), null).open());
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
