package dev.visage.model;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A model folder under a prefix of an S3 bucket.
 *
 * @param client how the bucket is reached
 * @param bucket the bucket's name
 * @param prefix where the folder of the version is, without a slash at either end
 */
record S3ModelStore(S3Client client, String bucket, String prefix) implements ModelStore {

    @Override
    public byte[] read(String path) {
        String key = prefix + "/" + path;
        String name = "s3://" + bucket + "/" + key;
        try {
            return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArrayUnsafe();
        } catch (NoSuchBucketException e) {
            throw new ModelException.NotFound("No model: there is no bucket " + bucket, e);
        } catch (NoSuchKeyException e) {
            throw new ModelException.NotFound("No model: there is no object " + name, e);
        } catch (S3Exception e) {
            throw new ModelException.Unreachable("S3 refuses to read " + name + ": " + e.awsErrorDetails().errorCode()
                    + " (status " + e.statusCode() + "). Check the credentials, the region and the bucket's policy", e);
        } catch (SdkClientException e) {
            throw new ModelException.Unreachable("S3 cannot be asked for " + name + ": " + summary(e), e);
        }
    }

    /** What the SDK says, without the list of all the places where it has looked for a region or credentials. */
    static String summary(SdkClientException e) {
        return e.getMessage().lines().findFirst().orElse("").replaceFirst(" in the chain .*", "");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
