package dev.visage.bulk;

import dev.visage.image.ImageLimits;
import dev.visage.image.ImageRefusedException;
import dev.visage.image.ImageRefusedException.Reason;
import dev.visage.storage.S3Objects;
import dev.visage.storage.S3ReadException;
import jakarta.inject.Singleton;

/** Reads photos from the bucket of the bulk runs. */
@Singleton
public class StoredPhotos {

    private final BulkSettings settings;
    private final ImageLimits limits;
    private final S3Objects objects;

    StoredPhotos(BulkSettings settings, ImageLimits limits, S3Objects objects) {
        this.settings = settings;
        this.limits = limits;
        this.objects = objects;
    }

    /** Whether there is a bucket to read from. */
    public boolean exist() {
        return settings.bucket().isPresent();
    }

    /** Whether this is the bucket to read from. */
    public boolean areIn(String bucket) {
        return settings.bucket().filter(bucket::equals).isPresent();
    }

    /**
     * Reads a photo.
     *
     * @return its bytes, whatever they are
     * @throws ImageRefusedException if the object is too large, or what S3 consoles make to show a folder
     * @throws S3ReadException       if it cannot be read
     */
    public byte[] read(String key) {
        if (key.isEmpty() || key.endsWith("/")) {
            throw new ImageRefusedException(Reason.NOT_AN_IMAGE,
                    "A key that is empty or ends in / names no image. Send the keys of JPEG or PNG files.");
        }
        long maxBytes = limits.maxBytes().asLongValue();
        try {
            return objects.read(settings.bucket().orElseThrow(), key, maxBytes);
        } catch (S3ReadException.TooLarge e) {
            throw ImageRefusedException.tooManyBytes(e.bytes(), maxBytes);
        }
    }
}
