package dev.visage.http;

import jakarta.ws.rs.core.UriInfo;

/** How the requests of an operation are written, for the details of problems. */
enum RequestForm {
    CLASSIFY("{\"image\": \"<Base64>\"}", "application/json, image/jpeg or image/png"),
    BULK("{\"keys\": [\"<key>\", ...]}", "application/json");

    private final String example;
    private final String contentTypes;

    RequestForm(String example, String contentTypes) {
        this.example = example;
        this.contentTypes = contentTypes;
    }

    /** The form of the requests at a path. */
    static RequestForm of(UriInfo uri) {
        return uri.getPath().matches(BulkResource.PATH + "/*") ? BULK : CLASSIFY;
    }

    /** A request in JSON. */
    String example() {
        return example;
    }

    /** What a request may be written in. */
    String contentTypes() {
        return contentTypes;
    }
}
