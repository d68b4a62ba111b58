package dev.visage.http;

import dev.visage.inference.FaceEstimate;
import dev.visage.model.Manifest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a photo. */
@Schema(description = "The faces of a photo, and the model that classified them.")
record Classification(
        @Schema(required = true, description = "The faces. At present one: the photo is taken to be a face.")
        List<Face> faces,
        @Schema(required = true, description = "The model that classified them.")
        ModelReference model) {

    static Classification of(FaceEstimate estimate, Manifest model) {
        return new Classification(List.of(Face.of(estimate, model)), ModelReference.of(model));
    }

    @Schema(description = "Which model has answered. The same digest gives the same answer to the same photo.")
    record ModelReference(
            @Schema(required = true, examples = "visage") String name,
            @Schema(required = true, examples = "1") String version,
            @Schema(required = true, description = "The SHA-256 of the model's graph and weights, in hexadecimal.")
            String sha256) {

        static ModelReference of(Manifest model) {
            return new ModelReference(model.name(), model.version(), model.sha256());
        }
    }
}
