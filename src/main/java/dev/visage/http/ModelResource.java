package dev.visage.http;

import dev.visage.inference.FaceClassifier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Tells which model answers. */
@Path(ModelResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    static final String PATH = "/v1/model";

    private final FaceClassifier classifier;

    ModelResource(FaceClassifier classifier) {
        this.classifier = classifier;
    }

    /** Describes the loaded model. */
    @GET
    @Operation(operationId = "model", summary = "Tells which model is loaded",
            description = "Name, version, digest, what its answers mean, and how good it was measured to be.")
    @APIResponse(responseCode = "200", description = "The loaded model.")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "500", ref = "Failure")
    public ModelDescription model() {
        return ModelDescription.of(classifier.model());
    }
}
