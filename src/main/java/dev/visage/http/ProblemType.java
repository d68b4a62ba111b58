package dev.visage.http;

import dev.visage.image.ImageRefusedException.Reason;
import java.net.URI;
import java.util.Locale;

/** The kinds of problem that a client can meet. Their URNs are part of the API and do not change. */
enum ProblemType {
    EMPTY_BODY(400, "The request has no body"),
    MALFORMED_JSON(400, "The body is not JSON"),
    UNKNOWN_FIELD(400, "The request has an unknown field"),
    MISSING_FIELD(400, "The request lacks a field"),
    WRONG_JSON_TYPE(400, "The JSON has the wrong form"),
    NOT_BASE64(400, "The image is not Base64"),
    EMPTY_IMAGE(400, "The image is empty"),
    NUMBER_OF_KEYS(400, "There are too few or too many keys"),
    OTHER_BUCKET(400, "The bucket is another one"),
    OBJECT_REFUSED(403, "The object cannot be read"),
    OBJECT_NOT_FOUND(404, "There is no such object"),
    NOT_FOUND(404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer has no such format"),
    BODY_TOO_LARGE(413, "The body is too large"),
    TOO_MANY_BYTES(413, "The image file is too large"),
    TOO_MANY_PIXELS(413, "The image has too many pixels"),
    UNSUPPORTED_CONTENT_TYPE(415, "The content type is not supported"),
    UNSUPPORTED_IMAGE_FORMAT(415, "The image format is not supported"),
    NOT_AN_IMAGE(422, "The bytes are not an image"),
    TRUNCATED_IMAGE(422, "The image is cut off"),
    DAMAGED_IMAGE(422, "The image is damaged"),
    BAD_REQUEST(400, "The request cannot be understood"),
    INTERNAL_ERROR(500, "The function has failed"),
    STORAGE_UNAVAILABLE(503, "The photos cannot be read at present");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    static ProblemType of(Reason reason) {
        return switch (reason) {
            case EMPTY -> EMPTY_IMAGE;
            case NOT_AN_IMAGE -> NOT_AN_IMAGE;
            case UNSUPPORTED_FORMAT -> UNSUPPORTED_IMAGE_FORMAT;
            case TRUNCATED -> TRUNCATED_IMAGE;
            case DAMAGED -> DAMAGED_IMAGE;
            case TOO_MANY_BYTES -> TOO_MANY_BYTES;
            case TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
        };
    }

    /** The name of the kind, such as {@code urn:visage:problem:not-base64}. */
    URI uri() {
        return URI.create("urn:visage:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    String title() {
        return title;
    }

    int status() {
        return status;
    }
}
