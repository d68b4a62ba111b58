package dev.visage.lambda;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Leaves out of the executable's start what finds nothing there: the search for {@code visage} settings that there are
 * not. A function is set by environment variables, and of these it passes over all that it does not know.
 */
public class UnknownSettingsUnchecked implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            builder.withValidateUnknown(false);
        }
    }
}
