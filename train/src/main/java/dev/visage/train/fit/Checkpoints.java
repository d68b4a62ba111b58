package dev.visage.train.fit;

import dev.visage.train.files.Folders;
import dev.visage.train.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The checkpoints of a run, a folder for each, named by its step. A checkpoint appears whole or not at all. The latest
 * and the best are kept.
 */
public final class Checkpoints {

    private static final String WEIGHTS = "weights";
    private static final String STATE = "state.json";
    private static final Pattern FINISHED = Pattern.compile("\\d+");
    private static final Pattern UNFINISHED = Pattern.compile("\\d+\\.unfinished");

    private final Path folder;

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    public boolean isEmpty() throws IOException {
        return all().isEmpty();
    }

    /**
     * Saves the graph's variables and the state, and drops what is neither the latest nor the best.
     *
     * @throws IOException if they cannot be written; what was there before stays, and nothing half written takes room
     */
    void save(FitGraph graph, TrainingState state, long step) throws IOException {
        Path finished = folder.resolve("%09d".formatted(step));
        if (!Files.exists(finished)) {
            write(graph, state, finished);
        }
        long best = state.best().map(EpochReport::step).orElse(step);
        for (Path checkpoint : all()) {
            if (stepOf(checkpoint) != step && stepOf(checkpoint) != best) {
                Folders.delete(checkpoint);
            }
        }
    }

    private void write(FitGraph graph, TrainingState state, Path finished) throws IOException {
        for (Path left : entries(UNFINISHED)) {
            Folders.delete(left);
        }
        Path unfinished = folder.resolve(finished.getFileName() + ".unfinished");
        try {
            Files.createDirectories(unfinished);
            graph.save(unfinished.resolve(WEIGHTS));
            Json.write(unfinished.resolve(STATE), state);
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | TensorFlowException e) {
            Folders.delete(unfinished);
            // TensorFlow names the graph's operation in lines of their own.
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IOException("cannot write a checkpoint to " + folder + ": " + reason
                    + ". Make room, then go on with --resume.", e);
        }
    }

    /** Copies the weights of the best epoch into a folder. */
    void copyBest(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(checkpointOf(bestEpoch()))) {
            for (Path file : files.filter(file -> !file.endsWith(STATE)).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    /** Those that {@link #copyBest} copied there, for {@link FitGraph#restore}. */
    static Path weightsIn(Path folder) {
        return folder.resolve(WEIGHTS);
    }

    /** Brings the graph to the latest checkpoint, if there is one. */
    Optional<TrainingState> restoreLatest(FitGraph graph) throws IOException {
        Optional<Path> latest = latest();
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        graph.restore(latest.get().resolve(WEIGHTS));
        return Optional.of(stateOf(latest.get()));
    }

    /**
     * Brings the graph to the best epoch's checkpoint.
     *
     * @throws IllegalStateException if no epoch is done
     */
    public EpochReport restoreBest(FitGraph graph) throws IOException {
        EpochReport best = bestEpoch();
        graph.restore(checkpointOf(best).resolve(WEIGHTS));
        return best;
    }

    /**
     * The epoch with the lowest validation loss.
     *
     * @throws IllegalStateException if no epoch is done
     */
    public EpochReport bestEpoch() throws IOException {
        return latestState().flatMap(TrainingState::best).orElseThrow(() -> new IllegalStateException(
                "no epoch of the run in " + folder.getParent() + " is done: go on with fit --resume"));
    }

    private Path checkpointOf(EpochReport epoch) throws IOException {
        return all().stream().filter(checkpoint -> stepOf(checkpoint) == epoch.step()).findFirst().orElseThrow(
                () -> new IllegalStateException("the checkpoint of the best epoch is gone from " + folder));
    }

    /** The state at the latest checkpoint. */
    public Optional<TrainingState> latestState() throws IOException {
        Optional<Path> latest = latest();
        return latest.isEmpty() ? Optional.empty() : Optional.of(stateOf(latest.get()));
    }

    private Optional<Path> latest() throws IOException {
        return all().stream().max(Comparator.comparingLong(Checkpoints::stepOf));
    }

    private List<Path> all() throws IOException {
        return entries(FINISHED);
    }

    private List<Path> entries(Pattern name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> name.matcher(entry.getFileName().toString()).matches()).toList();
        }
    }

    private static TrainingState stateOf(Path checkpoint) throws IOException {
        return Json.read(checkpoint.resolve(STATE), TrainingState.class);
    }

    private static long stepOf(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString());
    }
}
