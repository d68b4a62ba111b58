package dev.visage.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The message to Lambda's Runtime API that the function cannot start, and why. Quarkus, or on the JVM Lambda's own
 * runtime, sends one too, but knows only that the start has failed; the first one counts.
 */
public final class LambdaInitError {

    private static final Logger LOG = Logger.getLogger(LambdaInitError.class);

    private static final String TYPE = "Function.StartFailed";

    private LambdaInitError() {
    }

    /** Reports why the start fails, if this is Lambda. */
    public static void report(String reason) {
        String api = System.getenv("AWS_LAMBDA_RUNTIME_API");
        if (api != null) {
            try {
                post(new URL("http://" + api + "/2018-06-01/runtime/init/error"), reason);
            } catch (IOException e) {
                LOG.warn("Lambda cannot be told why the start fails", e);
            }
        }
    }

    private static void post(URL url, String reason) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Lambda-Runtime-Function-Error-Type", TYPE);
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            new ObjectMapper().writeValue(body,
                    Map.of("errorType", TYPE, "errorMessage", reason, "stackTrace", List.of()));
        }
        connection.getResponseCode();
    }
}
