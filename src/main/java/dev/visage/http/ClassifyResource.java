package dev.visage.http;

import dev.visage.image.ImageHeader;
import dev.visage.image.ImageInspector;
import dev.visage.inference.FaceClassifier;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** Classifies the face of a photo. */
@Path("/v1/classify")
public class ClassifyResource {

    private final ImageInspector inspector;
    private final FaceClassifier classifier;

    ClassifyResource(ImageInspector inspector, FaceClassifier classifier) {
        this.inspector = inspector;
        this.classifier = classifier;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Classification classify(ClassifyRequest request) {
        if (request == null) {
            throw new ProblemException(ProblemType.EMPTY_BODY, "Send {\"image\": \"<Base64>\"}.");
        }
        return classify(request.imageBytes());
    }

    @POST
    @Consumes({"image/jpeg", "image/png"})
    public Classification classify(byte[] image) {
        ImageHeader header = inspector.inspect(image);
        return Classification.of(classifier.classify(image, header.orientation()), classifier.model());
    }
}
