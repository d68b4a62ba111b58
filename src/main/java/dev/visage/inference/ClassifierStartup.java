package dev.visage.inference;

import dev.visage.image.ImageHeader;
import dev.visage.lambda.LambdaInitError;
import dev.visage.model.Model;
import dev.visage.model.ModelException;
import dev.visage.model.ModelReader;
import dev.visage.model.ModelStore;
import dev.visage.model.ModelStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Loads the model and warms it up, once, while the application starts: the first request finds everything ready, and an
 * application without a usable model does not start.
 */
@Singleton
class ClassifierStartup {

    private static final Logger LOG = Logger.getLogger(ClassifierStartup.class);
    private static final String WARM_UP_IMAGE = "warm-up.jpg";

    @Produces
    @Singleton
    FaceClassifier classifier(ModelStores stores, ModelReader reader, MeterRegistry meters) {
        try {
            long start = System.nanoTime();
            TensorFlowLibrary.loadInBackground();
            ModelStore store = stores.open();
            Model model = reader.read(store);
            long read = System.nanoTime();
            TensorFlowFaceClassifier classifier = new TensorFlowFaceClassifier(model);
            long loaded = System.nanoTime();
            warmUpOrClose(classifier);
            long warm = System.nanoTime();
            LOG.infof("Model %s %s loaded from %s in %d ms: reading it took %d, library and graph %d, the first run %d",
                    classifier.model().name(), classifier.model().version(), store, millis(start, warm),
                    millis(start, read), millis(read, loaded), millis(loaded, warm));
            return new MeteredFaceClassifier(classifier, timer(meters));
        } catch (ModelException e) {
            LOG.debug("The model cannot be used", e);
            LambdaInitError.report(e.getMessage());
            // The process is about to end, which must not happen amid the library's initialization: it would crash.
            TensorFlowLibrary.await();
            // Quarkus reports this one by its message alone: the operator needs no stack trace.
            throw new ConfigurationException(e.getMessage());
        }
    }

    void close(@Disposes FaceClassifier classifier) {
        classifier.close();
    }

    private static void warmUpOrClose(FaceClassifier classifier) {
        try {
            warmUp(classifier);
        } catch (RuntimeException e) {
            classifier.close();
            throw ModelException.Corrupt.because("The model cannot classify the image of the warm-up", e);
        }
    }

    /** Sends an image all the way through, which makes TensorFlow set up its kernels and proves that the model runs. */
    private static void warmUp(FaceClassifier classifier) {
        FaceEstimate estimate = classifier.classify(warmUpImage(), ImageHeader.UPRIGHT);
        int groups = classifier.model().ageGroups().size();
        if (estimate.ageGroupProbabilities().size() != groups) {
            throw new ModelException.Corrupt("The model gives " + estimate.ageGroupProbabilities().size()
                    + " age groups, and its manifest names " + groups);
        }
    }

    private static byte[] warmUpImage() {
        try (InputStream image = ClassifierStartup.class.getResourceAsStream(WARM_UP_IMAGE)) {
            return image.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    private static Timer timer(MeterRegistry meters) {
        return Timer.builder("visage.inference")
                .description("Time from the bytes of an image to the estimate, the wait for a free processor included")
                .register(meters);
    }
}
