package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.Change;
import dev.visage.train.data.DataException;
import dev.visage.train.data.Dataset;
import dev.visage.train.files.Folders;
import dev.visage.train.support.SmallRun;
import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Dataset DATA = SyntheticFaces.dataset(216);

    private static final FitSettings OTHER_SEED = new FitSettings("tiny", 1, 16, 0, SmallRun.OPTIMIZER, SmallRun.LOSS,
            SmallRun.SAMPLES, 10, false, 8);

    @TempDir
    Path folder;

    private static SmallRun fit(Path path, FitSettings settings) throws IOException {
        return SmallRun.fit(path, settings, DATA, new StopRequest());
    }

    /** Asks to stop once so many steps are done. */
    private static SmallRun fitSteps(Path path, FitSettings settings, int steps) throws IOException {
        StopRequest stop = new StopRequest();
        TrainingListener stopper = new TrainingListener() {
            private int done;

            @Override
            public void stepDone(StepLosses meanLosses) {
                done++;
                if (done == steps) {
                    stop.request();
                }
            }
        };
        return SmallRun.fit(path, settings, DATA, stop, stopper);
    }

    private static List<EpochReport> history(SmallRun run) throws IOException {
        return run.folder().checkpoints().latestState().orElseThrow().history();
    }

    private static Set<String> checkpoints(SmallRun run) throws IOException {
        try (Stream<Path> entries = Files.list(run.folder().path().resolve("checkpoints"))) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void learnsWhatCanBeLearnt() throws IOException {
        // Not zoomed: synthetic faces show their age by their size.
        SampleSettings samples = new SampleSettings(EnumSet.of(Change.FLIP, Change.LIGHT, Change.COLOUR, Change.ERASE), 0,
                0, 0, true);
        SmallRun run = fit(folder, new FitSettings("tiny", 8, 16, 0, SmallRun.OPTIMIZER, SmallRun.LOSS, samples, 10, false,
                7));
        assertEquals(Trainer.End.COMPLETED, run.end());
        List<EpochReport> history = history(run);
        assertEquals(8, history.size());
        EpochReport first = history.get(0);
        EpochReport last = history.get(7);
        assertTrue(last.trainLosses().gender() < first.trainLosses().gender() / 2, history.toString());
        assertTrue(last.trainLosses().age() < first.trainLosses().age(), history.toString());
        assertTrue(last.validation().loss() < first.validation().loss(), history.toString());
        assertTrue(last.validation().genderAccuracy() > 0.9, history.toString());
        assertTrue(last.validation().ageMae() < 15, history.toString());
        assertEquals(8 * history.get(0).step(), last.step());
    }

    @Test
    void goesOnBitForBitAsIfItHadNotBeenStopped() throws IOException {
        assertGoesOnBitForBit(SmallRun.settings(3));
    }

    @Test
    void goesOnBitForBitWithThePapersNetwork() throws IOException {
        assertGoesOnBitForBit(SmallRun.settings("paper", 1, 32, 2));
    }

    @Test
    void goesOnBitForBitWithNormalizationAndMixedPhotos() throws IOException {
        assertGoesOnBitForBit(new FitSettings("tiny-distribution", 3, 16, 4, SmallRun.OPTIMIZER, SmallRun.LOSS,
                new SampleSettings(SmallRun.SAMPLES.augmentation(), 0.5, 0.2, 0.4, true), 10, false, 7));
    }

    @Test
    void refusesSmallPicturesWhereANetworkTakesOneSizeAlone() throws IOException {
        FitSettings settings = new FitSettings("tiny", 3, 16, 0, SmallRun.OPTIMIZER, SmallRun.LOSS,
                new SampleSettings(SmallRun.SAMPLES.augmentation(), 0, 0, 0.5, true), 10, false, 7);
        String message = assertThrows(IllegalArgumentException.class, () -> fit(folder, settings)).getMessage();
        assertTrue(message.startsWith("--small-first needs"), message);
        assertStartsWithOtherSettings();
    }

    /** After it was refused. */
    private void assertStartsWithOtherSettings() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        RunFolder run = new RunFolder(folder);
        run.start(SmallRun.settings(1), DATA, "test");
        assertTrue(run.isStarted());
    }

    @Test
    void refusesABatchLargerThanTheTrainingPart() throws IOException {
        String message = assertThrows(DataException.class, () -> fit(folder, SmallRun.settings("tiny", 1, 1000, 0)))
                .getMessage();
        assertTrue(message.contains("fewer than one batch of 1000"), message);
        assertStartsWithOtherSettings();
    }

    private void assertGoesOnBitForBit(FitSettings settings) throws IOException {
        SmallRun whole = fit(folder.resolve("whole"), settings);
        long stopAt = history(whole).get(settings.epochs() - 1).step() - 1;
        Path path = folder.resolve("parts");
        SmallRun stopped = fitSteps(path, settings, (int) stopAt);
        assertEquals(Trainer.End.STOPPED, stopped.end());
        assertTrue(checkpoints(stopped).contains("%09d".formatted(stopAt)), "stopped before the last step");
        SmallRun parts = fit(path, settings);
        assertEquals(Trainer.End.COMPLETED, parts.end());
        assertEquals(whole.weights().keySet(), parts.weights().keySet());
        whole.weights().forEach((name, values) -> assertArrayEquals(values, parts.weights().get(name), name));
        assertEquals(withoutTimes(history(whole)), withoutTimes(history(parts)));
    }

    private static Lineage from(RunFolder... runs) {
        return new Lineage(List.of(runs), List.of());
    }

    private static Lineage taughtBy(RunFolder... runs) {
        return new Lineage(List.of(), List.of(runs));
    }

    @Test
    void startsFromTheBestWeightsOfAnotherRun() throws IOException {
        SmallRun before = fit(folder.resolve("before"), SmallRun.settings(6));
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.start(SmallRun.settings(1), DATA, "test", from(before.folder()));
        EpochReport firstFromRandomWeights = history(before).get(0);
        Folders.delete(before.folder().path());
        EpochReport first = history(fit(run.path(), SmallRun.settings(1))).get(0);
        assertTrue(first.validation().loss() < 0.7 * firstFromRandomWeights.validation().loss(), first.toString());
        assertEquals(List.of(SmallRun.settings(6)),
                run.started().startedFrom().stream().map(RunFolder.Start::settings).toList());
    }

    @Test
    void startsFromTheMeanOfSeveralRuns() throws IOException {
        SmallRun shorter = fit(folder.resolve("shorter"), SmallRun.settings("tiny", 1, 16, 2));
        SmallRun longer = fit(folder.resolve("longer"), SmallRun.settings(1));
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.start(SmallRun.settings(1), DATA, "test", from(shorter.folder(), longer.folder()));
        StopRequest beforeTheFirstStep = new StopRequest();
        beforeTheFirstStep.request();
        SmallRun.fit(run.path(), SmallRun.settings(1), DATA, beforeTheFirstStep).weights().forEach((name, mean) -> {
            float[] first = shorter.weights().get(name);
            float[] second = longer.weights().get(name);
            for (int i = 0; i < mean.length; i++) {
                assertEquals((first[i] + second[i]) / 2, mean[i], 1e-6, name);
            }
        });
        assertEquals(List.of(shorter.folder().started(), longer.folder().started()), run.started().startedFrom());
    }

    @Test
    void startsFromASmallerNetworkWhoseWeightsItHas() throws IOException {
        SmallRun small = fit(folder.resolve("small"), SmallRun.settings(1));
        FitSettings grown = SmallRun.settings("grown", 1, 16, 0);
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.start(grown, DATA, "test", from(small.folder()));
        StopRequest beforeTheFirstStep = new StopRequest();
        beforeTheFirstStep.request();
        Map<String, float[]> start = SmallRun.fit(run.path(), grown, DATA, beforeTheFirstStep).weights();
        small.weights().forEach((name, weights) -> assertArrayEquals(weights, start.get(name), name));
        assertTrue(start.containsKey("more.kernel"), start.keySet().toString());
        Folders.delete(run.path().resolve("start"));
        assertEquals(Trainer.End.COMPLETED, fit(run.path(), grown).end(), "a checkpoint has all that it takes to go on");
        RunFolder neither = new RunFolder(folder.resolve("neither"));
        assertEquals("--start-from: these runs are of different networks, which have no mean",
                assertThrows(IllegalArgumentException.class,
                        () -> neither.start(grown, DATA, "test", from(small.folder(), run))).getMessage());
    }

    @Test
    void readsARunThatNamesTheOneBeforeItAlone() throws IOException {
        RunFolder before = fit(folder.resolve("before"), SmallRun.settings(1)).folder();
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.start(SmallRun.settings(1), DATA, "test", from(before));
        Path file = run.path().resolve("run.json");
        String json = Files.readString(file);
        assertTrue(json.contains("\"startedFrom\" : ["), json);
        Files.writeString(file, json.replaceFirst("\"startedFrom\" : \\[", "\"startedFrom\" :")
                .replaceFirst("\\]\\s*}\\s*$", "}"));
        assertEquals(List.of(before.started()), run.started().startedFrom());
    }

    @Test
    void writesARunOnceThatSeveralOthersComeFrom() throws IOException {
        RunFolder first = fit(folder.resolve("first"), SmallRun.settings(1)).folder();
        RunFolder second = new RunFolder(folder.resolve("second"));
        second.start(SmallRun.settings(1), DATA, "test", new Lineage(List.of(first), List.of(first)));
        fit(second.path(), SmallRun.settings(1));
        RunFolder third = new RunFolder(folder.resolve("third"));
        RunFolder.Start started = third.start(SmallRun.settings(2), DATA, "test",
                new Lineage(List.of(second), List.of(first, second)));
        assertEquals(started, third.started());
        String json = Files.readString(third.path().resolve("run.json"));
        assertEquals(3, json.split("\"settings\" :", -1).length - 1, json);
    }

    @Test
    void readsARunThatIsToldTwice() throws IOException {
        RunFolder before = fit(folder.resolve("before"), SmallRun.settings(1)).folder();
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunFolder.Start started =
                run.start(SmallRun.settings(1), DATA, "test", new Lineage(List.of(before), List.of(before)));
        Path file = run.path().resolve("run.json");
        String once = Files.readString(file);
        String reference = "\"" + before.started().startedAt() + "\" ]";
        assertTrue(once.contains(reference), once);
        Files.writeString(file, once.replace(reference, Files.readString(before.path().resolve("run.json")) + "]"));
        assertEquals(started, run.started());
    }

    @Test
    void refusesToStartFromARunWhoseSplitOrNetworkIsAnother() throws IOException {
        RunFolder before = fit(folder.resolve("before"), SmallRun.settings(1)).folder();
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertEquals("--start-from: the run in " + before.path() + " was split by the seed 7: give --seed 7",
                assertThrows(IllegalArgumentException.class,
                        () -> run.start(OTHER_SEED, DATA, "test", from(before))).getMessage());
        assertEquals("--start-from: the run in " + before.path() + " is of tiny, and paper has not all of its weights",
                assertThrows(IllegalArgumentException.class,
                        () -> run.start(SmallRun.settings("paper", 1, 16, 0), DATA, "test", from(before))).getMessage());
        assertThrows(DataException.class,
                () -> run.start(SmallRun.settings(1), SyntheticFaces.dataset(200), "test", from(before)));
        assertThrows(NoSuchFileException.class, () -> run.start(SmallRun.settings(1), DATA, "test", from(run)));
        assertFalse(run.isStarted());
    }

    @Test
    void refusesARunThatWasFittedOnWhatTheNewOneIsTestedOn() throws IOException {
        RunFolder before = fit(folder.resolve("before"), SmallRun.settings(1)).folder();
        Path split = before.path().resolve("split.csv");
        Files.writeString(split, Files.readString(split).replaceFirst(",test\n", ",train\n"));
        RunFolder run = new RunFolder(folder.resolve("run"));
        String refusal = ": the run in " + before.path() + " was split otherwise, by the trainer of commit test: it may be"
                + " fitted on what this run is tested on. Fit it again with this trainer";
        assertEquals("--start-from" + refusal, assertThrows(IllegalArgumentException.class,
                () -> run.start(SmallRun.settings(1), DATA, "test", from(before))).getMessage());
        assertEquals("--teachers" + refusal, assertThrows(IllegalArgumentException.class,
                () -> run.start(SmallRun.settings(1), DATA, "test", taughtBy(before))).getMessage());
        assertFalse(run.isStarted());
    }

    @Test
    void isTaughtByOtherRunsThoughTheirFoldersAreGone() throws IOException {
        FitSettings settings = new FitSettings("tiny-distribution", 2, 16, 4, SmallRun.OPTIMIZER, SmallRun.LOSS,
                new SampleSettings(SmallRun.SAMPLES.augmentation(), 0, 0.2, 0.5, true), 10, false, 7);
        SmallRun alone = fit(folder.resolve("alone"), settings);
        SmallRun teacher = fit(folder.resolve("teacher"), settings);
        Path path = folder.resolve("taught");
        RunFolder taught = new RunFolder(path);
        taught.start(settings, DATA, "test", taughtBy(teacher.folder()));
        RunFolder.Start teachers = teacher.folder().started();
        Folders.delete(teacher.folder().path());
        assertEquals(List.of(teachers), taught.started().teachers());
        fitSteps(path, settings, 6);
        Map<String, float[]> weights = fit(path, settings).weights();
        assertFalse(Arrays.equals(alone.weights().get("gender.kernel"), weights.get("gender.kernel")));
    }

    @Test
    void refusesATeacherThatSawTheTestPartOrLooksAtOtherColours() throws IOException {
        RunFolder teacher = fit(folder.resolve("teacher"), SmallRun.settings(1)).folder();
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertEquals("--teachers: the run in " + teacher.path() + " was split by the seed 7: give --seed 7",
                assertThrows(IllegalArgumentException.class,
                        () -> run.start(OTHER_SEED, DATA, "test", taughtBy(teacher))).getMessage());
        assertEquals("--teachers: the run in " + teacher.path()
                + " is of tiny, which looks at other colours than tiny-distribution",
                assertThrows(IllegalArgumentException.class, () -> run.start(
                        SmallRun.settings("tiny-distribution", 1, 16, 0), DATA, "test", taughtBy(teacher))).getMessage());
        assertFalse(run.isStarted());
    }

    private static List<EpochReport> withoutTimes(List<EpochReport> history) {
        return history.stream().map(report -> new EpochReport(report.epoch(), report.step(), report.learningRate(),
                report.trainLosses(), report.validation(), 0, 0, 0)).toList();
    }

    @Test
    void keepsTheLatestAndTheBestCheckpointOnly() throws IOException {
        SmallRun run = fit(folder, SmallRun.settings(6));
        TrainingState state = run.folder().checkpoints().latestState().orElseThrow();
        Set<String> expected = new TreeSet<>();
        expected.add("%09d".formatted(state.history().get(5).step()));
        expected.add("%09d".formatted(state.best().orElseThrow().step()));
        assertEquals(expected, checkpoints(run));
    }

    @Test
    void keepsTheBestCheckpointWhereLaterOnesAreWorse() throws IOException {
        // So high a rate after the warm-up that the network forgets what it has learnt.
        FitSettings settings = new FitSettings("tiny", 12, 16, 4, new OptimizerSettings(3, 6, 0, 0.5), SmallRun.LOSS,
                SmallRun.SAMPLES, 3, false, 7);
        SmallRun run = fit(folder, settings);
        assertEquals(Trainer.End.NO_IMPROVEMENT, run.end());
        TrainingState state = run.folder().checkpoints().latestState().orElseThrow();
        EpochReport best = state.best().orElseThrow();
        assertEquals(best.epoch() + 3, state.history().size(), "three epochs without a better loss are awaited");
        assertEquals(Set.of("%09d".formatted(best.step()), "%09d".formatted(state.step(4))), checkpoints(run));
        assertEquals(Trainer.End.NO_IMPROVEMENT, fit(folder, settings).end(), "and the run does not go on afterwards");
        assertEquals(state, run.folder().checkpoints().latestState().orElseThrow());
    }

    @Test
    void ignoresACheckpointThatACrashLeftUnfinishedAndClearsItAway() throws IOException {
        FitSettings settings = SmallRun.settings(2);
        SmallRun whole = fit(folder.resolve("whole"), settings);
        Path path = folder.resolve("crashed");
        fitSteps(path, settings, 3);
        Files.createFile(path.resolve("checkpoints/.DS_Store"));
        Path unfinished = Files.createDirectories(path.resolve("checkpoints/000000009.unfinished"));
        Files.writeString(unfinished.resolve("weights.index"), "half of it");
        SmallRun crashed = fit(path, settings);
        assertEquals(withoutTimes(history(whole)), withoutTimes(history(crashed)));
        Files.delete(path.resolve("checkpoints/.DS_Store"));
        assertEquals(checkpoints(whole), checkpoints(crashed));
    }

    @Test
    void makesAtMostSoManyStepsAnEpoch() throws IOException {
        SmallRun run = fit(folder, SmallRun.settings("tiny", 2, 16, 3));
        assertEquals(List.of(3L, 6L), history(run).stream().map(EpochReport::step).toList());
    }

    @Test
    void fitsInBfloat16AndPredictsInFloat32() throws IOException {
        SmallRun run = fit(folder, SmallRun.settings(4).withBfloat16(true));
        List<EpochReport> history = history(run);
        assertTrue(history.get(3).validation().loss() < history.get(0).validation().loss(), history.toString());
    }

    @Test
    void refusesToGoOnWithOtherData() throws IOException {
        fitSteps(folder, SmallRun.settings(1), 1);
        Dataset other = new Dataset(DATA.faces(), List.of(), "another digest");
        DataException refusal = assertThrows(DataException.class,
                () -> SmallRun.fit(folder, SmallRun.settings(1), other, new StopRequest()));
        assertTrue(refusal.getMessage().contains("other data"), refusal.getMessage());
    }

    @Test
    void refusesToStartWhereARunIs() throws IOException {
        SmallRun run = fitSteps(folder, SmallRun.settings(1), 1);
        assertThrows(FileAlreadyExistsException.class, () -> run.folder().start(SmallRun.settings(1), DATA, "test"));
    }

    @Test
    void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
        Path other = Files.createDirectories(folder.resolve("teachers/first"));
        Path split = Files.writeString(folder.resolve("split.csv"), "somebody's");
        assertThrows(FileAlreadyExistsException.class, () -> fit(folder, SmallRun.settings(1)));
        assertTrue(Files.exists(other));
        assertEquals("somebody's", Files.readString(split));
    }

    @Test
    void startsWhereAStartWasBrokenOff() throws IOException {
        Path unfinished = Files.createDirectories(folder.resolve("run.unfinished/teachers/1"));
        Files.writeString(unfinished.resolve("weights.index"), "half of it");
        new RunFolder(folder).start(SmallRun.settings(1), DATA, "test");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Set.of("run.json", "split.csv", "skipped.txt"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void writesDownWhatTheRunIsMadeOf() throws IOException {
        Dataset data = new Dataset(DATA.faces(), List.of("odd.jpg", "strange.jpg"), DATA.sha256());
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunFolder.Start start = run.start(SmallRun.settings(1), data, "0123456");
        assertEquals(start, run.started());
        assertEquals(List.of(SmallRun.settings(1), DATA.sha256(), 216, 2, "0123456"), List.of(start.settings(),
                start.dataSha256(), start.faces(), start.skipped(), start.commit()));
        assertEquals(List.of("odd.jpg", "strange.jpg"), Files.readAllLines(folder.resolve("run/skipped.txt")));
    }
}
