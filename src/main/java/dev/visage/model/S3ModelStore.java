package dev.visage.model;

import dev.visage.storage.S3Objects;
import dev.visage.storage.S3ReadException;

/**
 * A model folder under a prefix of an S3 bucket.
 *
 * @param objects how the bucket is read
 * @param bucket  the bucket's name
 * @param prefix  where the folder of the version is, without a slash at either end
 */
record S3ModelStore(S3Objects objects, String bucket, String prefix) implements ModelStore {

    @Override
    public byte[] read(String path) {
        try {
            // As much as an array can hold: the manifest says how large a file has to be.
            return objects.read(bucket, prefix + "/" + path, Integer.MAX_VALUE);
        } catch (S3ReadException.NotFound e) {
            throw new ModelException.NotFound("No model: " + e.getMessage(), e);
        } catch (S3ReadException e) {
            throw new ModelException.Unreachable(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
