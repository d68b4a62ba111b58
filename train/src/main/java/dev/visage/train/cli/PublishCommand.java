package dev.visage.train.cli;

import dev.visage.train.export.Manifest;
import dev.visage.train.export.ModelFolder;
import dev.visage.train.publish.ModelStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visage-train publish}. */
@Command(name = "publish", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Uploads a model folder. A version that is published never changes.",
        footer = "%nS3: region and credentials come from where the AWS SDK looks for them (AWS_REGION, AWS_PROFILE, ...).")
final class PublishCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "A model folder that export made.")
    private Path model;

    @Option(names = "--to", required = true, paramLabel = "URI", description = "file:/path or s3://bucket/prefix")
    private URI target;

    @Option(names = "--endpoint", paramLabel = "URI", description = "Of an S3 server other than Amazon's.")
    private Optional<URI> endpoint;

    @Override
    public Integer call() throws IOException {
        ModelFolder folder = new ModelFolder(model);
        Manifest manifest = folder.verifiedManifest();
        try (ModelStore store = ModelStore.of(target, endpoint)) {
            System.out.println(store.publish(model, manifest.name(), manifest.version()));
            return ExitCode.OK;
        }
    }
}
