package dev.visage.storage;

import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.inject.CreationException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads objects from S3: the one class that knows the AWS SDK. */
@Singleton
public class S3Objects {

    private static final byte[] NOT_READ = {};

    private final Provider<S3Client> client;

    /** @param client asked for only when an object is read: without a region there is none, and mostly no need of it */
    public S3Objects(Provider<S3Client> client) {
        this.client = client;
    }

    /**
     * Reads an object completely.
     *
     * @param maxBytes of what is larger, no byte is read
     * @throws S3ReadException if it is not read
     */
    public byte[] read(String bucket, String key, long maxBytes) {
        String name = "s3://" + bucket + "/" + key;
        ResponseBytes<GetObjectResponse> object = get(bucket, key, name, upTo(maxBytes));
        long bytes = object.response().contentLength();
        if (bytes > maxBytes) {
            throw new S3ReadException.TooLarge(name, bytes);
        }
        return object.asByteArrayUnsafe();
    }

    private ResponseBytes<GetObjectResponse> get(String bucket, String key, String name,
            ResponseTransformer<GetObjectResponse, ResponseBytes<GetObjectResponse>> reader) {
        try {
            return client().getObject(get -> get.bucket(bucket).key(key), reader);
        } catch (NoSuchBucketException e) {
            throw new S3ReadException.NotFound("there is no bucket " + bucket, "there is no such bucket", e);
        } catch (NoSuchKeyException e) {
            throw new S3ReadException.NotFound("there is no object " + name, "there is no such object", e);
        } catch (S3Exception e) {
            throw refusal(name, e);
        } catch (SdkClientException e) {
            String reason = summary(e);
            throw new S3ReadException.Unavailable("S3 cannot be asked for " + name + ": " + reason, reason, e);
        }
    }

    /** The client itself, as its proxy would only fail at the first call. */
    private S3Client client() {
        try {
            return ClientProxy.unwrap(client.get());
        } catch (CreationException e) {
            String reason = "There is no S3 client: "
                    + (e.getCause() instanceof SdkClientException sdk ? summary(sdk) : e.getMessage());
            throw new S3ReadException.Unavailable(reason, reason, e);
        }
    }

    /** Reads within the SDK's call and not after it, so that the SDK tries again where an object breaks off. */
    private static ResponseTransformer<GetObjectResponse, ResponseBytes<GetObjectResponse>> upTo(long maxBytes) {
        ResponseTransformer<GetObjectResponse, ResponseBytes<GetObjectResponse>> all = ResponseTransformer.toBytes();
        return (response, body) -> {
            if (response.contentLength() > maxBytes) {
                body.abort();
                return ResponseBytes.fromByteArrayUnsafe(response, NOT_READ);
            }
            return all.transform(response, body);
        };
    }

    private static S3ReadException refusal(String name, S3Exception e) {
        String reason = e.awsErrorDetails().errorCode() + " (status " + e.statusCode() + ")";
        if (e.isThrottlingException() || e.statusCode() >= 500) {
            return new S3ReadException.Unavailable("S3 fails to read " + name + ": " + reason, reason, e);
        }
        return new S3ReadException.Refused("S3 refuses to read " + name + ": " + reason
                + ". Check the credentials, the region and the bucket's policy", reason, e);
    }

    /** What the SDK says, without the list of all the places where it has looked for a region or credentials. */
    private static String summary(SdkClientException e) {
        return e.getMessage().lines().findFirst().orElse("").replaceFirst(" in the chain .*", "");
    }
}
