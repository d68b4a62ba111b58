package dev.visage.inference;

import dev.visage.model.Manifest;
import io.micrometer.core.instrument.Timer;

/**
 * Measures how long a classifier takes, refusals and the wait for a free processor included.
 *
 * @param classifier does the work
 * @param timer      is told of every call
 */
record MeteredFaceClassifier(FaceClassifier classifier, Timer timer) implements FaceClassifier {

    @Override
    public Manifest model() {
        return classifier.model();
    }

    @Override
    public FaceEstimate classify(byte[] image, int orientation) {
        return timer.record(() -> classifier.classify(image, orientation));
    }

    @Override
    public void close() {
        classifier.close();
    }
}
