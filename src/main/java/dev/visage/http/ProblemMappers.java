package dev.visage.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.visage.image.ImageRefusedException;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every exception of a request into a problem document. What a detail says is written here or by the thrower: the
 * messages of libraries may quote the request, which nobody but its sender is to see.
 */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    RestResponse<Problem> refusedImage(ImageRefusedException e) {
        return Problem.response(ProblemType.of(e.reason()), e.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<Problem> refusedRequest(ProblemException e) {
        return Problem.response(e.type(), e.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<Problem> unusableJson(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return Problem.response(ProblemType.UNKNOWN_FIELD, "Send {\"image\": \"<Base64>\"} and no other field.");
        }
        if (e instanceof MismatchedInputException) {
            return Problem.response(ProblemType.WRONG_FIELD_TYPE, "Send {\"image\": \"<Base64>\"}: the field is a string.");
        }
        return Problem.response(ProblemType.MALFORMED_JSON, "Send {\"image\": \"<Base64>\"}.");
    }

    @ServerExceptionMapper
    RestResponse<Problem> refusedByTheServer(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException cause) {
            return unusableJson(cause);
        }
        return switch (e.getResponse().getStatus()) {
            case 404 -> Problem.response(ProblemType.NOT_FOUND, "See /q/openapi for what there is.");
            case 405 -> Problem.response(ProblemType.METHOD_NOT_ALLOWED, "See /q/openapi for what there is.");
            case 406 -> Problem.response(ProblemType.NOT_ACCEPTABLE, "Answers are application/json: accept that.");
            case 413 -> Problem.response(ProblemType.BODY_TOO_LARGE, "Send a smaller image.");
            case 415 -> Problem.response(ProblemType.UNSUPPORTED_CONTENT_TYPE,
                    "Send application/json, image/jpeg or image/png, and say so in Content-Type.");
            default -> e.getResponse().getStatus() < 500
                    ? Problem.response(ProblemType.BAD_REQUEST, "See /q/openapi for what a request looks like.")
                    : failure(e);
        };
    }

    @ServerExceptionMapper
    RestResponse<Problem> failure(Throwable e) {
        LOG.error("A request has failed", e);
        return Problem.response(ProblemType.INTERNAL_ERROR, "This is not your mistake. Try again later.");
    }
}
