package dev.visage.bench;

import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** The model as TensorFlow Java's own loader opens it, with nothing around it and the options of the function. */
final class BareSession implements AutoCloseable {

    private final SavedModelBundle bundle;
    private final SessionFunction oriented;

    BareSession(Path model) {
        bundle = SavedModelBundle.loader(model.toString()).withTags("serve").withConfigProto(ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(-1)
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
                .setExperimental(ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"))
                .build()).load();
        oriented = bundle.function("oriented");
    }

    float run(byte[] image) {
        try (TString images = TString.tensorOfBytes(Shape.of(1), DataBuffers.ofObjects(image));
                TInt32 orientations = TInt32.vectorOf(1);
                Result result = oriented.call(Map.<String, Tensor>of("images", images, "orientations", orientations))) {
            return ((TFloat32) result.get("age").orElseThrow()).getFloat(0);
        }
    }

    @Override
    public void close() {
        bundle.close();
    }
}
