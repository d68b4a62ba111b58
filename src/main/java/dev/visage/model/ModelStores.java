package dev.visage.model;

import dev.visage.storage.S3Objects;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;

/** Opens the store that the settings name. */
@Singleton
public class ModelStores {

    private final ModelSettings settings;
    private final S3Objects s3;

    public ModelStores(ModelSettings settings, S3Objects s3) {
        this.settings = settings;
        this.s3 = s3;
    }

    /**
     * Opens the store of the configured model, or of the one that the application ships.
     *
     * @throws ModelException.InvalidUri if the setting is neither a {@code file:} nor an {@code s3:} URI of a folder
     */
    public ModelStore open() {
        return settings.uri().map(this::open).orElseGet(() -> new FileModelStore(ShippedModel.folder()));
    }

    private ModelStore open(String setting) {
        try {
            URI uri = URI.create(setting);
            if ("file".equals(uri.getScheme())) {
                // A relative path makes the URI opaque, and Path.of(URI) takes only absolute ones.
                return new FileModelStore(uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri));
            }
            if ("s3".equals(uri.getScheme()) && uri.getAuthority() != null && uri.getPath().length() > 1) {
                return new S3ModelStore(s3, uri.getAuthority(), uri.getPath().replaceAll("^/+|/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(setting);
        }
        throw invalid(setting);
    }

    private static ModelException.InvalidUri invalid(String setting) {
        return new ModelException.InvalidUri(
                "visage.model.uri must be file:<folder> or s3://<bucket>/<folder>, not " + setting);
    }
}
