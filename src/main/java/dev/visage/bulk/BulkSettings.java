package dev.visage.bulk;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the function classifies in bulk. */
@ConfigMapping(prefix = "visage.bulk")
public interface BulkSettings {

    /** The bucket with the photos. Where it is not set, the function does not have {@code /v1/bulk}. */
    Optional<String> bucket();
}
