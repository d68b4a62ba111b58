package dev.visage.train.fit;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.ObjectIdGenerator;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.annotation.ObjectIdResolver;
import com.fasterxml.jackson.annotation.SimpleObjectIdResolver;
import dev.visage.train.data.Batches;
import dev.visage.train.data.DataException;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.NearDuplicates;
import dev.visage.train.data.Part;
import dev.visage.train.data.Split;
import dev.visage.train.files.Folders;
import dev.visage.train.json.Json;
import dev.visage.train.network.Architecture;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a run: what it was started with, its split, its checkpoints, its figures. */
public record RunFolder(Path path) implements Teacher {

    private static final String START = "start";
    private static final String TEACHERS = "teachers";
    private static final String UNFINISHED = "run.unfinished";

    /**
     * What makes a run repeatable. A file tells it once: where several runs come from one, the others have the time that
     * it was started at in its place.
     *
     * @param dataSha256  of the data, as {@link Dataset#sha256()}
     * @param faces       labelled images in the data
     * @param skipped     images of the data without a label
     * @param commit      of the trainer's source, "unknown" where it was not built from a repository
     * @param startedFrom the runs from whose best epochs' weights this one started, from their mean where there are
     *                    several; none if from random ones
     * @param teachers    the runs whose best epochs tell what counts as much as a label, each
     */
    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "startedAt",
            resolver = Repeatable.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Start(FitSettings settings, String dataSha256, int faces, int skipped, String commit,
            Instant startedAt,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Start> startedFrom,
            List<Start> teachers) {

        public Start {
            startedFrom = startedFrom == null ? List.of() : List.copyOf(startedFrom);
            teachers = teachers == null ? List.of() : List.copyOf(teachers);
        }
    }

    /** Reads files of earlier trainers too, which tell a run as often as others come from it. */
    private static final class Repeatable extends SimpleObjectIdResolver {

        @Override
        public void bindItem(ObjectIdGenerator.IdKey id, Object run) {
            if (resolveId(id) == null) {
                super.bindItem(id, run);
            }
        }

        @Override
        public ObjectIdResolver newForDeserialization(Object context) {
            return new Repeatable();
        }
    }

    private Path startFile() {
        return path.resolve("run.json");
    }

    private Path splitFile() {
        return path.resolve("split.csv");
    }

    public Path tensorBoard() {
        return path.resolve("tensorboard");
    }

    /** Where figures and plots go. */
    public Path evaluation() {
        return path.resolve("evaluation");
    }

    public Checkpoints checkpoints() {
        return new Checkpoints(path.resolve("checkpoints"));
    }

    public boolean isStarted() {
        return Files.exists(startFile());
    }

    /**
     * Starts a run from random weights, on labels alone.
     *
     * @throws FileAlreadyExistsException if there is a run already
     */
    public Start start(FitSettings settings, Dataset data, String commit) throws IOException {
        return start(settings, data, commit, Lineage.NONE);
    }

    /**
     * Starts a run: copies what it takes from others, splits the data and writes down what the run is made of. There is
     * no run where it could not be fitted.
     *
     * @throws FileAlreadyExistsException if there is a run already, or anything else
     * @throws NoSuchFileException        if there is no other run
     * @throws DataException              if another run was started with other data, or if there are too few faces
     * @throws IllegalArgumentException   if another run is with another seed or was split otherwise: what it was fitted on
     *                                    would be among what this one is tested on; if one to start from has weights that
     *                                    this one or another of them has not, or one to learn from looks at other colours;
     *                                    if the network cannot be fitted with the settings
     */
    public Start start(FitSettings settings, Dataset data, String commit, Lineage lineage) throws IOException {
        requireNoRun();
        List<Start> before = new ArrayList<>();
        for (RunFolder other : lineage.startFrom()) {
            before.add(requireSameSeedAndData("--start-from", other, settings, data));
            other.requireWeightsAreAmongThoseOf(settings);
        }
        FitSettings.require(before.stream().map(start -> start.settings().architecture()).distinct().count() <= 1,
                "--start-from: these runs are of different networks, which have no mean");
        List<Start> teachers = new ArrayList<>();
        for (Teacher teacher : lineage.teachers()) {
            teachers.add(requireSameSeedAndData("--teachers", teacher, settings, data));
            requireSameChannels(teacher, settings);
        }
        Split split = splitFor(settings, data);
        requireHeldOut("--start-from", lineage.startFrom(), split);
        requireHeldOut("--teachers", lineage.teachers(), split);
        Batches.requireOne(split.select(Part.TRAIN, data.faces()).size(), settings.batchSize());
        Start start = new Start(settings, data.sha256(), data.faces().size(), data.skipped().size(), commit,
                Instant.now(), before, teachers);
        // By itself at first: of what is refused or broken off nothing stays in the way, and nothing else is ever deleted.
        RunFolder unfinished = new RunFolder(path.resolve(UNFINISHED));
        Folders.delete(unfinished.path);
        try {
            unfinished.write(start, split, data.skipped(), lineage);
            unfinished.requireCanBeFitted();
            unfinished.moveTo(path);
        } finally {
            Folders.delete(unfinished.path);
        }
        return start;
    }

    private void write(Start start, Split split, List<String> skipped, Lineage lineage) throws IOException {
        Files.createDirectories(path);
        copyWeights(lineage.startFrom(), START);
        copyWeights(lineage.teachers(), TEACHERS);
        split.write(splitFile());
        Files.write(path.resolve("skipped.txt"), skipped);
        Json.write(startFile(), start);
    }

    private void requireCanBeFitted() throws IOException {
        FitSettings settings = started().settings();
        new FitGraph(Architecture.named(settings.architecture()), settings, startingWeights(), teachers()).close();
    }

    /** The start file comes last: without it there is no run. */
    private void moveTo(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(path)) {
            files = list.sorted(Comparator.comparing(startFile()::equals)).toList();
        }
        for (Path file : files) {
            Files.move(file, folder.resolve(file.getFileName()));
        }
    }

    private static Start requireSameSeedAndData(String option, Teacher other, FitSettings settings, Dataset data)
            throws IOException {
        Start before = other.started();
        FitSettings.require(before.settings().seed() == settings.seed(), option + ": the " + other.description()
                + " was split by the seed " + before.settings().seed() + ": give --seed " + before.settings().seed());
        requireSameData(other, data);
        return before;
    }

    /** The seed does not tell it all: a trainer of another commit may split otherwise. */
    private static void requireHeldOut(String option, List<? extends Teacher> others, Split split) throws IOException {
        for (Teacher other : others) {
            FitSettings.require(other.split().map(split::isHeldOutOf).orElse(true), option + ": the " + other.description()
                    + " was split otherwise, by the trainer of commit " + other.started().commit()
                    + ": it may be fitted on what this run is tested on. Fit it again with this trainer");
        }
    }

    private void requireWeightsAreAmongThoseOf(FitSettings settings) throws IOException {
        Architecture before = Architecture.named(started().settings().architecture());
        Architecture after = Architecture.named(settings.architecture());
        FitSettings.require(after.weightShapes().entrySet().containsAll(before.weightShapes().entrySet()),
                "--start-from: the run in " + path + " is of " + before.name() + ", and " + after.name()
                        + " has not all of its weights");
    }

    private static void requireSameChannels(Teacher teacher, FitSettings settings) throws IOException {
        Architecture teaching = Architecture.named(teacher.started().settings().architecture());
        Architecture learner = Architecture.named(settings.architecture());
        FitSettings.require(teaching.input().channels() == learner.input().channels(), "--teachers: the "
                + teacher.description() + " is of " + teaching.name() + ", which looks at other colours than "
                + learner.name());
    }

    private void copyWeights(List<? extends Teacher> others, String name) throws IOException {
        for (int i = 0; i < others.size(); i++) {
            others.get(i).copyWeights(copy(name, i));
        }
    }

    @Override
    public String description() {
        return "run in " + path;
    }

    @Override
    public void copyWeights(Path folder) throws IOException {
        checkpoints().copyBest(folder);
    }

    private Path copy(String name, int index) {
        return path.resolve(name).resolve(String.valueOf(index + 1));
    }

    /**
     * What the run starts from, by name; what is not named starts from random values. Nothing once there is a checkpoint,
     * which has it all.
     */
    public Map<String, float[]> startingWeights() throws IOException {
        if (!checkpoints().isEmpty()) {
            return Map.of();
        }
        return WeightMean.of(fitted(started().startedFrom(), START).stream().map(FittedNetwork::weights).toList());
    }

    /** Those that the run was started with. */
    public List<FittedNetwork> teachers() throws IOException {
        return fitted(started().teachers(), TEACHERS);
    }

    private List<FittedNetwork> fitted(List<Start> runs, String name) throws IOException {
        List<FittedNetwork> fitted = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            fitted.add(FittedNetwork.in(copy(name, i), runs.get(i).settings()));
        }
        return fitted;
    }

    private void requireNoRun() throws IOException {
        if (isStarted()) {
            throw new FileAlreadyExistsException(path.toString(), null,
                    "holds a run already: go on with --resume, or give another --run");
        }
        if (!isEmpty()) {
            throw new FileAlreadyExistsException(path.toString(), null,
                    "is there already, and no run: give a --run that is new or empty");
        }
    }

    /** But for what a start that was broken off left. */
    private boolean isEmpty() throws IOException {
        if (!Files.isDirectory(path)) {
            return !Files.exists(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(file -> file.endsWith(UNFINISHED));
        }
    }

    /**
     * The split of every run that is started with these settings on this data.
     *
     * @throws DataException if there are too few faces for one in each part
     */
    public static Split splitFor(FitSettings settings, Dataset data) {
        int[] groups = NearDuplicates.group(data.faces());
        Split split = Split.stratified(data.faces(), groups, settings.seed());
        return settings.samples().dropContradicted() ? split.withoutContradictions(data.faces(), groups) : split;
    }

    /**
     * What the run was started with.
     *
     * @throws NoSuchFileException if there is no run
     */
    @Override
    public Start started() throws IOException {
        if (!isStarted()) {
            throw new NoSuchFileException(startFile().toString(), null, "start a run with fit --run " + path);
        }
        return Json.read(startFile(), Start.class);
    }

    /** Writes {@value LearningCurves#FILE} into a folder. */
    public void writeLearningCurves(Path folder) throws IOException {
        List<EpochReport> history = checkpoints().latestState().orElse(TrainingState.START).history();
        LearningCurves.write(history, started().settings().loss().ageError(), folder.resolve(LearningCurves.FILE));
    }

    /**
     * The run's split.
     *
     * @throws DataException if the data is not what the run was started with
     */
    public Split split(Dataset data) throws IOException {
        requireSameData(this, data);
        return Split.read(splitFile());
    }

    @Override
    public Optional<Split> split() throws IOException {
        return Optional.of(Split.read(splitFile()));
    }

    private static void requireSameData(Teacher run, Dataset data) throws IOException {
        if (!run.started().dataSha256().equals(data.sha256())) {
            throw new DataException("The " + run.description() + " was started with other data (SHA-256 "
                    + run.started().dataSha256() + ", now " + data.sha256() + "). Give the same data, or start a new run.");
        }
    }
}
