package dev.visage.image;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large an image may be. Both limits hold before anything is decoded. */
@ConfigMapping(prefix = "visage.image")
public interface ImageLimits {

    /** The largest image file that is accepted, after Base64 decoding. */
    @WithDefault("10M")
    MemorySize maxBytes();

    /** The most pixels, width times height, that an image may have; decoding takes three bytes for each. */
    @WithDefault("25000000")
    long maxPixels();
}
