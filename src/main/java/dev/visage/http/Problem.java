package dev.visage.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** Why a request was not answered, as a problem detail of RFC 9457. */
@RegisterForReflection
@Schema(description = "Why a request was not answered, as a problem detail of RFC 9457.")
record Problem(
        @Schema(required = true, description = "The kind of problem; stable, for programs.",
                examples = "urn:visage:problem:not-base64")
        URI type,
        @Schema(required = true, description = "The kind of problem in words.", examples = "The image is not Base64")
        String title,
        @Schema(required = true, description = "The HTTP status.", examples = "400")
        int status,
        @Schema(required = true, description = "What is wrong with this request, and what to do about it.")
        String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail);
    }

    RestResponse<Problem> response() {
        return RestResponse.ResponseBuilder.<Problem>create(status).entity(this).type(MEDIA_TYPE).build();
    }
}
