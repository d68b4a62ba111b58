package dev.visage.model;

import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the store that the settings name. */
@Singleton
public class ModelStores {

    private final ModelSettings settings;
    private final Instance<S3Client> s3;

    /** @param s3 asked for a client only if the model is in S3: without a region there is none */
    public ModelStores(ModelSettings settings, Instance<S3Client> s3) {
        this.settings = settings;
        this.s3 = s3;
    }

    /**
     * Opens the store of the configured model, or of the one that the application ships.
     *
     * @throws ModelException.InvalidUri  if the setting is neither a {@code file:} nor an {@code s3:} URI of a folder
     * @throws ModelException.Unreachable if there is no S3 client, for want of a setting that it needs
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
                return new S3ModelStore(client(), uri.getAuthority(), uri.getPath().replaceAll("^/+|/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(setting);
        }
        throw invalid(setting);
    }

    /** The client itself, as its proxy would only fail at the first call. */
    private S3Client client() {
        try {
            return ClientProxy.unwrap(s3.get());
        } catch (CreationException e) {
            String why = e.getCause() instanceof SdkClientException sdk ? S3ModelStore.summary(sdk) : e.getMessage();
            throw new ModelException.Unreachable("There is no S3 client: " + why, e);
        }
    }

    private static ModelException.InvalidUri invalid(String setting) {
        return new ModelException.InvalidUri(
                "visage.model.uri must be file:<folder> or s3://<bucket>/<folder>, not " + setting);
    }
}
