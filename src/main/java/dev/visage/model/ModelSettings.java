package dev.visage.model;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which model the function loads. */
@ConfigMapping(prefix = "visage.model")
public interface ModelSettings {

    /**
     * The folder of one version of a model: {@code file:<path>} or {@code s3://<bucket>/<prefix>/<name>/<version>}.
     * Where it is not set, the model that the application ships is used: {@code models/visage/10}, looked for in the
     * working directory and then beside the application.
     */
    Optional<String> uri();
}
