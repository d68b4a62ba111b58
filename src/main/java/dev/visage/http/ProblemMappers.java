package dev.visage.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.visage.image.ImageRefusedException;
import dev.visage.storage.S3ReadException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Turns every exception of a request into a problem document. What a detail says is written here or by the thrower: the
 * messages of libraries may quote the request, which nobody but its sender is to see.
 */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String SEE_OPENAPI = "See /q/openapi for what can be asked, and how.";

    @ServerExceptionMapper
    RestResponse<Problem> refusedImage(ImageRefusedException e) {
        return Problem.of(ProblemType.of(e.reason()), e.getMessage()).response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> refusedRequest(ProblemException e) {
        return Problem.of(e.type(), e.getMessage()).response();
    }

    /** The log tells an operator why, and not of which object. */
    @ServerExceptionMapper
    RestResponse<Problem> unavailableStorage(S3ReadException.Unavailable e) {
        LOG.warnf("S3 cannot be read: %s", e.reason());
        return Problem.of(ProblemType.STORAGE_UNAVAILABLE, "Nothing is wrong with the request. Send it again later.")
                .response();
    }

    /**
     * The subclasses of Jackson's exception are named because RESTEasy has mappers for them, which would be nearer than one
     * for all. The last one is of bytes that begin with a zero, as those of some photos do: text in UTF-32 to Jackson.
     */
    @ServerExceptionMapper({JacksonException.class, JsonMappingException.class, MismatchedInputException.class,
            CharConversionException.class})
    RestResponse<Problem> unusableJson(IOException e, UriInfo uri) {
        String example = RequestForm.of(uri).example();
        if (e instanceof UnrecognizedPropertyException) {
            return Problem.of(ProblemType.UNKNOWN_FIELD, "Send " + example + " and no other field.").response();
        }
        if (e instanceof MismatchedInputException) {
            return Problem.of(ProblemType.WRONG_JSON_TYPE, "Send " + example + ", each value of this JSON type.")
                    .response();
        }
        return Problem.of(ProblemType.MALFORMED_JSON, "Send " + example + ".").response();
    }

    @ServerExceptionMapper
    RestResponse<Problem> refusedByTheServer(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JacksonException json) {
            return unusableJson(json, uri);
        }
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, SEE_OPENAPI).response();
            case 405 -> methodNotAllowed(uri);
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "Answers are application/json: accept that.").response();
            case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "Send a smaller image.").response();
            case 415 -> unsupportedContentType(uri);
            default -> status < 500 ? Problem.of(ProblemType.BAD_REQUEST, SEE_OPENAPI).response() : failure(e);
        };
    }

    /** The body broke off, or went on beyond the limit without having announced it: Quarkus has hung up already. */
    @ServerExceptionMapper
    RestResponse<Problem> unreadableBody(IOException e) {
        LOG.debug("The body of a request cannot be read", e);
        return Problem.of(ProblemType.BODY_TOO_LARGE, "Send a smaller image.").response();
    }

    /** What Jackson cannot write is a mistake of ours too. */
    @ServerExceptionMapper({Throwable.class, InvalidDefinitionException.class})
    RestResponse<Problem> failure(Throwable e) {
        LOG.error("A request has failed", e);
        return Problem.of(ProblemType.INTERNAL_ERROR, "This is not your mistake. Try again later.").response();
    }

    /** RESTEasy takes a Content-Type that cannot be parsed for a failure of its own. */
    @ServerRequestFilter(preMatching = true)
    RestResponse<Problem> unparsableContentType(ContainerRequestContext request) {
        try {
            request.getMediaType();
            return null;
        } catch (IllegalArgumentException e) {
            return unsupportedContentType(request.getUriInfo());
        }
    }

    private static RestResponse<Problem> methodNotAllowed(UriInfo uri) {
        RestResponse<Problem> response = Problem.of(ProblemType.METHOD_NOT_ALLOWED, SEE_OPENAPI).response();
        response.getHeaders().putSingle(HttpHeaders.ALLOW,
                uri.getPath().startsWith(ModelResource.PATH) ? "GET, HEAD" : "POST");
        return response;
    }

    private static RestResponse<Problem> unsupportedContentType(UriInfo uri) {
        return Problem.of(ProblemType.UNSUPPORTED_CONTENT_TYPE,
                "Send " + RequestForm.of(uri).contentTypes() + ", and say so in Content-Type.").response();
    }
}
