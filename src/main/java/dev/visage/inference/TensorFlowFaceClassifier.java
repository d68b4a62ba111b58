package dev.visage.inference;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.visage.image.ImageRefusedException;
import dev.visage.image.ImageRefusedException.Reason;
import dev.visage.model.Manifest;
import dev.visage.model.Model;
import dev.visage.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Runs a SavedModel, from memory, in a TensorFlow session of its own. */
final class TensorFlowFaceClassifier implements FaceClassifier {

    private static final String SERVE = "serve";

    private final Manifest model;
    private final Graph graph;
    private final OrientedSignature signature;
    private final Session session;
    /** One run for each processor: more would not be faster, and each holds a decoded photo in native memory. */
    private final Semaphore runs = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /**
     * Loads a model.
     *
     * @throws ModelException.Corrupt if it is no SavedModel, lacks the signature that the function uses, or has a graph that
     *                                this TensorFlow cannot load
     */
    TensorFlowFaceClassifier(Model model) {
        this.model = model.manifest();
        MetaGraphDef metaGraph = metaGraph(model);
        TensorFlowLibrary.await();
        graph = new Graph();
        try {
            graph.importGraphDef(metaGraph.getGraphDef());
            signature = OrientedSignature.of(metaGraph, graph);
            session = new Session(graph, options());
        } catch (RuntimeException e) {
            graph.close();
            throw ModelException.Corrupt.because("TensorFlow cannot load the SavedModel's graph", e);
        }
    }

    @Override
    public Manifest model() {
        return model;
    }

    @Override
    public FaceEstimate classify(byte[] image, int orientation) {
        runs.acquireUninterruptibly();
        try (TString images = TString.tensorOfBytes(Shape.of(1), DataBuffers.ofObjects(image));
                TInt32 orientations = TInt32.vectorOf(orientation);
                Result result = session.runner()
                        .feed(signature.images(), images)
                        .feed(signature.orientations(), orientations)
                        .fetch(signature.age())
                        .fetch(signature.ageLow())
                        .fetch(signature.ageHigh())
                        .fetch(signature.ageGroupProbabilities())
                        .fetch(signature.genderProbability())
                        .run()) {
            return new FaceEstimate(number(result, 0), number(result, 1), number(result, 2), row(result, 3),
                    number(result, 4));
        } catch (TFInvalidArgumentException e) {
            // The warm-up has shown that the graph itself runs, so it is the image that TensorFlow objects to.
            throw new ImageRefusedException(Reason.DAMAGED,
                    "The image cannot be decoded: the file is damaged or of a rare kind."
                            + " Save it anew as JPEG or PNG.", e);
        } finally {
            runs.release();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    private static float number(Result result, int output) {
        return ((TFloat32) result.get(output)).getFloat(0);
    }

    private static List<Float> row(Result result, int output) {
        TFloat32 values = (TFloat32) result.get(output);
        List<Float> row = new ArrayList<>();
        for (long i = 0; i < values.shape().get(1); i++) {
            row.add(values.getFloat(0, i));
        }
        return row;
    }

    private static MetaGraphDef metaGraph(Model model) {
        CodedInputStream bytes = UnsafeByteOperations.unsafeWrap(model.savedModel()).newCodedInput();
        // The weights are most of the file: they are not copied out of it.
        bytes.enableAliasing(true);
        try {
            return SavedModel.parseFrom(bytes).getMetaGraphsList().stream()
                    .filter(metaGraph -> metaGraph.getMetaInfoDef().getTagsList().contains(SERVE))
                    .findFirst()
                    .orElseThrow(() -> new ModelException.Corrupt("The SavedModel has no graph with the tag " + SERVE));
        } catch (IOException e) {
            throw new ModelException.Corrupt("The SavedModel cannot be parsed", e);
        }
    }

    /**
     * What gives one image the shortest time: everything in the calling thread, and no optimiser, which would cost a
     * second at the first run and gain nothing on a graph of constants.
     */
    private static ConfigProto options() {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                // One thread would be one beside the caller's: it would have to be woken to decode the image.
                .setInterOpParallelismThreads(-1)
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
                .setExperimental(ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"))
                .build();
    }
}
