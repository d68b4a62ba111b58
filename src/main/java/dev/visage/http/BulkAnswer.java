package dev.visage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to photos that lie in S3. */
@Schema(description = "What became of each photo.")
record BulkAnswer(
        @Schema(required = true, description = "One result a key, in the order of the request.")
        List<Result> results) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BulkResult", description = "What became of one photo: faces and model, or a problem.")
    record Result(
            @Schema(required = true, description = "The key as it was sent.", examples = "photos/2026/a.jpg")
            String key,
            @Schema(description = "The faces of the photo; absent if there is a problem.")
            List<Face> faces,
            @Schema(description = "The model that classified them; absent if there is a problem.")
            Classification.ModelReference model,
            @Schema(description = "Why this photo was not classified; absent if it was.")
            Problem problem) {

        static Result of(String key, Classification classification) {
            return new Result(key, classification.faces(), classification.model(), null);
        }

        static Result of(String key, Problem problem) {
            return new Result(key, null, null, problem);
        }
    }
}
