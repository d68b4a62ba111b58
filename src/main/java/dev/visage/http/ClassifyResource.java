package dev.visage.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Classifies the face of a photo. */
@Path("/v1/classify")
@Produces(MediaType.APPLICATION_JSON)
public class ClassifyResource {

    private final PhotoClassifier classifier;

    ClassifyResource(PhotoClassifier classifier) {
        this.classifier = classifier;
    }

    /** Classifies a photo in JSON. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "classify", summary = "Tells age group, age and gender of the face in a photo",
            description = """
                    The photo comes in Base64 within JSON, or as the raw bytes of the file. JPEG (colour or grey, \
                    progressive or not) and PNG (every kind) are taken, and what their bytes say counts, whatever they \
                    are called. The EXIF orientation is honoured. The photo is neither stored nor logged.""")
    @APIResponse(responseCode = "200", description = "The face.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedFormat")
    @APIResponse(responseCode = "422", ref = "UnusableImage")
    @APIResponse(responseCode = "500", ref = "Failure")
    public Classification classify(ClassifyRequest request) {
        if (request == null) {
            throw new ProblemException(ProblemType.EMPTY_BODY, "Send " + RequestForm.CLASSIFY.example() + ".");
        }
        return classify(request.imageBytes());
    }

    /** Classifies a photo that is the body itself. */
    @POST
    @Consumes({"image/jpeg", "image/png"})
    @APIResponse(responseCode = "200", description = "The face.")
    public Classification classify(byte[] image) {
        return classifier.classify(image);
    }
}
