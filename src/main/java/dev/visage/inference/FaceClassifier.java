package dev.visage.inference;

import dev.visage.image.ImageRefusedException;
import dev.visage.model.Manifest;

/** A loaded model that is ready to answer. Implementations are safe for use by many threads. */
public interface FaceClassifier extends AutoCloseable {

    /** What the model says about itself; tells what the numbers of an estimate mean. */
    Manifest model();

    /**
     * Classifies the face that fills an image.
     *
     * @param image       the bytes of a JPEG or PNG file, not modified
     * @param orientation how to turn the stored picture upright, as EXIF counts it: 1 (upright already) to 8
     * @return the estimate
     * @throws ImageRefusedException if the image cannot be decoded
     */
    FaceEstimate classify(byte[] image, int orientation);

    /** Gives back what the model holds outside of Java's heap. To be called once, after the last answer. */
    @Override
    void close();
}
