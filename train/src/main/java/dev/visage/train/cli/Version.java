package dev.visage.train.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.IVersionProvider;

/** Tells what was built, and of which commit. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "visage-train " + properties().getProperty("git.build.version", "unknown") + ", commit " + commit(),
            "TensorFlow " + TensorFlow.version()
        };
    }

    /** The commit that the trainer was built from, "unknown" outside a repository. */
    static String commit() {
        return properties().getProperty("git.commit.id.describe", "unknown");
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("/git.properties")) {
            if (file != null) {
                properties.load(file);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
