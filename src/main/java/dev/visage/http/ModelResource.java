package dev.visage.http;

import dev.visage.inference.FaceClassifier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Tells which model answers. */
@Path("/v1/model")
public class ModelResource {

    private final FaceClassifier classifier;

    ModelResource(FaceClassifier classifier) {
        this.classifier = classifier;
    }

    @GET
    @Operation(operationId = "model", summary = "Tells which model is loaded",
            description = "Name, version, digest, what its answers mean, and how good it was measured to be.")
    @APIResponse(responseCode = "200", description = "The loaded model.")
    public ModelDescription model() {
        return ModelDescription.of(classifier.model());
    }
}
