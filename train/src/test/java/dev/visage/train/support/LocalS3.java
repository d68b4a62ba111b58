package dev.visage.train.support;

import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A real S3 server with one bucket. While it runs, region and credentials are where the SDK's default chain looks first,
 * in the system's properties.
 */
public final class LocalS3 implements AutoCloseable {

    public static final String BUCKET = "models";

    private static final String REGION = "eu-central-1";
    private static final String ACCESS_KEY = "tester";
    private static final String SECRET = "tester's secret";

    private final S3Proxy server;
    private final S3Client client;

    public LocalS3() throws Exception {
        BlobStore objects = new TransientNio2BlobStore();
        objects.createContainer(BUCKET);
        server = S3Proxy.builder().blobStore(objects).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET).stopTimeout(0).build();
        server.start();
        client = S3Client.builder().endpointOverride(endpoint()).region(Region.of(REGION)).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        System.setProperty("aws.region", REGION);
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        useSecret(SECRET);
    }

    /** What publishing signs with from now on. */
    public void useSecret(String secret) {
        System.setProperty("aws.secretAccessKey", secret);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public void put(String key, byte[] content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    public byte[] get(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
    }

    public List<String> keys() {
        return client.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
    }

    @Override
    public void close() throws Exception {
        List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey").forEach(System::clearProperty);
        client.close();
        server.stop();
    }
}
