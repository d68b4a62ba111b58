package dev.visage.train.publish;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;

/** Where models are published: a folder each version, which never changes. */
public interface ModelStore extends Closeable {

    /**
     * Opens the store that a URI names.
     *
     * @param uri        {@code file:/path} or {@code s3://bucket/prefix}
     * @param s3Endpoint of an S3 server other than Amazon's
     * @throws IllegalArgumentException if the URI is neither
     */
    static ModelStore of(URI uri, Optional<URI> s3Endpoint) {
        if ("file".equals(uri.getScheme()) && uri.getPath() != null) {
            return new FileModelStore(Path.of(uri.getPath()));
        }
        if ("s3".equals(uri.getScheme()) && uri.getHost() != null) {
            return S3ModelStore.open(uri, s3Endpoint);
        }
        throw new IllegalArgumentException("--to takes file:/path or s3://bucket/prefix, not '" + uri + "'");
    }

    /**
     * Publishes a model folder as {@code name/version}. The manifest comes last: what has none is not published.
     *
     * @return where the version is
     * @throws FileAlreadyExistsException if the version is published already, or another one under its name is about to
     */
    URI publish(Path folder, String name, String version) throws IOException;

    @Override
    default void close() {
    }
}
