package dev.visage.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as an HTTP API of API Gateway sends them, in the payload format 2.0. */
public final class HttpApiEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpApiEvent() {
    }

    /** A photo to be classified: a body of bytes, which API Gateway encodes in Base64. */
    public static byte[] photo(String contentType, byte[] image) {
        return event("POST", "/v1/classify", contentType, Base64.getEncoder().encodeToString(image), true);
    }

    /** A photo within JSON, or whatever else is sent as JSON: a body of text, which API Gateway passes on as it is. */
    public static byte[] json(String body) {
        return event("POST", "/v1/classify", "application/json", body, false);
    }

    public static byte[] get(String path) {
        return event("GET", path, null, null, false);
    }

    private static byte[] event(String method, String path, String contentType, String body, boolean base64) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("accept", "application/json");
        headers.put("host", "abcdefghij.execute-api.eu-central-1.amazonaws.com");
        if (contentType != null) {
            headers.put("content-type", contentType);
        }
        Map<String, Object> http = Map.of("method", method, "path", path, "protocol", "HTTP/1.1",
                "sourceIp", "192.0.2.1", "userAgent", "test");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        event.put("headers", headers);
        event.put("requestContext", Map.of("accountId", "123456789012", "apiId", "abcdefghij", "http", http,
                "requestId", "JKJaXmPLvHcESHA=", "routeKey", "$default", "stage", "$default",
                "time", "24/Nov/2026:00:00:00 +0000", "timeEpoch", 1795478400000L));
        if (body != null) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", base64);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts can be written as JSON", e);
        }
    }
}
