package dev.visage.inference;

import io.quarkus.runtime.ImageMode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.tensorflow.TensorFlow;

/** TensorFlow's native library. To load it takes as long as to read a model: both can be done at once. */
final class TensorFlowLibrary {

    private static final Logger LOG = Logger.getLogger(TensorFlowLibrary.class);

    private static final FutureTask<String> LOADING = new FutureTask<>(TensorFlowLibrary::load);

    private TensorFlowLibrary() {
    }

    /** Begins to load the library, and returns at once. */
    static void loadInBackground() {
        Thread thread = new Thread(LOADING, "tensorflow-library");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when the library is loaded: if nobody has begun to load it, this does. */
    static void await() {
        LOADING.run();
        try {
            LOADING.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("TensorFlow's library cannot be loaded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while TensorFlow's library was loaded", e);
        }
    }

    private static String load() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            // The library lies beside the executable. JavaCPP would look for eighteen others, of CUDA, for seconds.
            System.setProperty("org.bytedeco.javacpp.findLibraries", "false");
        }
        long start = System.nanoTime();
        String version = TensorFlow.version();
        LOG.debugf("TensorFlow %s loaded in %d ms", version, Duration.ofNanos(System.nanoTime() - start).toMillis());
        return version;
    }
}
