package dev.visage.train.fit;

import dev.visage.train.data.Split;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What a run can learn from: another run's best epoch, or a model that was made of one. */
public interface Teacher {

    /** What messages call it, such as {@code run in runs/first}. */
    String description();

    /**
     * What its run was started with.
     *
     * @throws NoSuchFileException if there is nothing of the kind
     */
    RunFolder.Start started() throws IOException;

    /** How its run split the data, where that is kept. */
    Optional<Split> split() throws IOException;

    /** Copies its weights into a folder that does not exist yet, for {@link FittedNetwork#in}. */
    void copyWeights(Path folder) throws IOException;
}
