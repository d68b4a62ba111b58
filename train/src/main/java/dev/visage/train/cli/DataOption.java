package dev.visage.train.cli;

import dev.visage.train.data.Dataset;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the labelled photos are. */
final class DataOption {

    @Option(names = "--data", required = true, paramLabel = "PATH",
            description = "UTKFace.tar.gz as it is published, or a folder of its images.")
    private Path data;

    /** Reads the data and says what was skipped. */
    Dataset read(PrintStream out) throws IOException {
        Dataset dataset = Dataset.read(data);
        out.printf("%d labelled faces in %s%n", dataset.faces().size(), data);
        if (!dataset.skipped().isEmpty()) {
            out.printf("%d images skipped, as their names tell no label: %s%n", dataset.skipped().size(),
                    String.join(", ", dataset.skipped()));
        }
        return dataset;
    }
}
