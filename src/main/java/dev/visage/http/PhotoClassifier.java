package dev.visage.http;

import dev.visage.image.ImageHeader;
import dev.visage.image.ImageInspector;
import dev.visage.image.ImageRefusedException;
import dev.visage.inference.FaceClassifier;
import jakarta.inject.Singleton;

/** What all requests have in common: a photo in, the answer out. */
@Singleton
class PhotoClassifier {

    private final ImageInspector inspector;
    private final FaceClassifier classifier;

    PhotoClassifier(ImageInspector inspector, FaceClassifier classifier) {
        this.inspector = inspector;
        this.classifier = classifier;
    }

    /** @throws ImageRefusedException if the bytes are not an image that can be classified */
    Classification classify(byte[] photo) {
        ImageHeader header = inspector.inspect(photo);
        return Classification.of(classifier.classify(photo, header.orientation()), classifier.model());
    }
}
