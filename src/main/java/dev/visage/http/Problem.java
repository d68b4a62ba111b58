package dev.visage.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** Why a request was not answered, as a problem detail of RFC 9457. */
@RegisterForReflection
@Schema(description = "Why a request was not answered, as a problem detail of RFC 9457.")
record Problem(
        @Schema(description = "The kind of problem; stable, for programs.", examples = "urn:visage:problem:not-base64")
        URI type,
        @Schema(description = "The kind of problem in words.", examples = "The image is not Base64")
        String title,
        @Schema(description = "The HTTP status.", examples = "400")
        int status,
        @Schema(description = "What is wrong with this request, and what to do about it.")
        String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static RestResponse<Problem> response(ProblemType type, String detail) {
        return RestResponse.ResponseBuilder
                .create(RestResponse.Status.fromStatusCode(type.status()), new Problem(type.uri(), type.title(), type.status(), detail))
                .type(MEDIA_TYPE)
                .build();
    }
}
