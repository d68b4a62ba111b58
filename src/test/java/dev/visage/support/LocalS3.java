package dev.visage.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A real S3 server within the test, with one bucket, that forgets all when it is closed. */
public final class LocalS3 implements AutoCloseable {

    public static final String BUCKET = "models";
    public static final String REGION = "eu-central-1";
    public static final String ACCESS_KEY = "tester";
    public static final String SECRET_KEY = "tester's secret";

    private final LongAdder reads = new LongAdder();
    private final Map<String, AwsServiceException> faults = new ConcurrentHashMap<>();
    private final S3Proxy server;

    private LocalS3(S3Proxy.Builder listening) {
        BlobStore objects = new ObservedBlobStore(new TransientNio2BlobStore(), reads, faults);
        objects.createContainer(BUCKET);
        server = listening
                .endpoint(URI.create("http://127.0.0.1:0"))
                .blobStore(objects)
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
    }

    /** Starts a server on a free port. */
    public static LocalS3 start() {
        return start(S3Proxy.builder());
    }

    /** Starts a server on two free ports, of which one speaks TLS. */
    public static LocalS3 start(TlsKeys keys) {
        return start(S3Proxy.builder()
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(keys.file().toString(), TlsKeys.PASSWORD));
    }

    private static LocalS3 start(S3Proxy.Builder listening) {
        LocalS3 s3 = new LocalS3(listening);
        try {
            s3.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server does not start", e);
        }
        return s3;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public URI tlsEndpoint() {
        return URI.create("https://127.0.0.1:" + server.getSecurePort());
    }

    /** How many objects have been read from the server so far. */
    public LongSupplier reads() {
        return reads::sum;
    }

    /** A client that may do everything. */
    public S3Client client() {
        return client(SECRET_KEY);
    }

    /** A client with a secret of its own, right or wrong. */
    public S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Uploads the files of a folder, without those of its subfolders. */
    public void upload(Path folder, String prefix) {
        try (S3Client client = client(); Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).forEach(file ->
                    client.putObject(put -> put.bucket(BUCKET).key(prefix + "/" + file.getFileName()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores an object. */
    public void upload(String key, byte[] bytes) {
        try (S3Client client = client()) {
            client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
        }
    }

    /** From now on, answers with an error when this object is read. */
    public void fail(String key, int status, String code) {
        faults.put(key, S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("As the test wants it")
                        .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build());
    }

    /** The environment by which the AWS SDK of another process may do everything here. */
    public static Map<String, String> environment() {
        return Map.of("AWS_REGION", REGION, "AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    /** The settings by which the function reaches this server. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.s3.endpoint-override", endpoint().toString(),
                "quarkus.s3.aws.region", REGION,
                "quarkus.s3.aws.credentials.type", "static",
                "quarkus.s3.aws.credentials.static-provider.access-key-id", ACCESS_KEY,
                "quarkus.s3.aws.credentials.static-provider.secret-access-key", SECRET_KEY);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server does not stop", e);
        }
    }

    private static final class ObservedBlobStore extends ForwardingBlobStore {

        private final LongAdder reads;
        private final Map<String, AwsServiceException> faults;

        ObservedBlobStore(BlobStore objects, LongAdder reads, Map<String, AwsServiceException> faults) {
            super(objects);
            this.reads = reads;
            this.faults = faults;
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            reads.increment();
            if (faults.containsKey(request.key())) {
                throw faults.get(request.key());
            }
            return super.getBlob(request);
        }
    }
}
