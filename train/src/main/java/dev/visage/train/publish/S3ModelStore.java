package dev.visage.train.publish;

import dev.visage.train.export.Manifest;
import dev.visage.train.files.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Models under a prefix of an S3 bucket. Region and credentials come from the SDK's default chain. */
record S3ModelStore(S3Client s3, String bucket, String prefix) implements ModelStore {

    private static final int PRECONDITION_FAILED = 412;

    /** @throws IllegalArgumentException if no region is set */
    static S3ModelStore open(URI uri, Optional<URI> endpoint) {
        String path = uri.getPath().replaceAll("^/+|/+$", "");
        try {
            S3Client s3 = S3Client.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    // A server of one's own rarely has a host name for each bucket.
                    .forcePathStyle(endpoint.isPresent())
                    .applyMutation(builder -> endpoint.ifPresent(builder::endpointOverride))
                    .build();
            return new S3ModelStore(s3, uri.getHost(), path.isEmpty() ? "" : path + "/");
        } catch (SdkException e) {
            throw new IllegalArgumentException("no S3 client: " + e.getMessage() + " Set AWS_REGION.", e);
        }
    }

    @Override
    public URI publish(Path folder, String name, String version) throws IOException {
        String target = prefix + name + "/" + version + "/";
        try {
            if (read(target + Manifest.FILE).isPresent()) {
                throw alreadyPublished(target);
            }
            for (Path file : filesManifestLast(folder)) {
                put(target, file);
            }
            return URI.create("s3://" + bucket + "/" + target);
        } catch (SdkException e) {
            throw new IOException("cannot publish to s3://" + bucket + "/" + target + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> filesManifestLast(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Comparator<Path> manifestLast =
                    Comparator.comparing(file -> file.getFileName().toString().equals(Manifest.FILE));
            return files.sorted(manifestLast.thenComparing(Comparator.naturalOrder())).toList();
        }
    }

    /** A file that a broken off attempt left there may stay if it is the same one. */
    private void put(String target, Path file) throws IOException {
        String key = target + file.getFileName();
        byte[] content = Files.readAllBytes(file);
        try {
            s3.putObject(request -> request.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromBytes(content));
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            boolean same = read(key).map(Sha256::of).equals(Optional.of(Sha256.of(content)));
            if (!same) {
                throw alreadyPublished(target);
            }
        }
    }

    private Optional<byte[]> read(String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private FileAlreadyExistsException alreadyPublished(String target) {
        return new FileAlreadyExistsException("s3://" + bucket + "/" + target, null,
                "is published already, and a version never changes");
    }

    @Override
    public void close() {
        s3.close();
    }
}
