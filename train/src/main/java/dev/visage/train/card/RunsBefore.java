package dev.visage.train.card;

import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs that led to a model's run: whose weights one of them started from, or who taught one. */
final class RunsBefore {

    private final String folderPrefix;
    private final List<RunFolder.Start> runs;

    private RunsBefore(String folderPrefix, Set<RunFolder.Start> runs) {
        this.folderPrefix = folderPrefix;
        this.runs = List.copyOf(runs);
    }

    static RunsBefore of(CardSubject subject) {
        Set<RunFolder.Start> runs = new LinkedHashSet<>();
        collectBefore(subject.training().run(), runs);
        return new RunsBefore("runs/%s-%s-".formatted(subject.name(), subject.version()), runs);
    }

    private static void collectBefore(RunFolder.Start run, Set<RunFolder.Start> runs) {
        Stream.concat(run.startedFrom().stream(), run.teachers().stream()).forEach(before -> {
            collectBefore(before, runs);
            runs.add(before);
        });
    }

    /** Each after those that it comes from itself. */
    List<Run> all() {
        return runs.stream().map(run -> new Run(number(run), startOf(run), teachersOf(run), run.commit(),
                Setting.all(run.settings()))).toList();
    }

    /** Null where a run's first weights were random. */
    Source startOf(RunFolder.Start run) {
        if (run.startedFrom().isEmpty()) {
            return null;
        }
        String weights = run.startedFrom().size() == 1 ? "the best weights of " : "the mean of the best weights of ";
        return new Source(weights + inWords(run.startedFrom()), folders(run.startedFrom()));
    }

    /** Null where a run learnt from labels alone. */
    Source teachersOf(RunFolder.Start run) {
        return run.teachers().isEmpty() ? null : new Source(inWords(run.teachers()), folders(run.teachers()));
    }

    private String inWords(List<RunFolder.Start> some) {
        return (some.size() == 1 ? "run " : "the runs ")
                + some.stream().map(run -> String.valueOf(number(run))).collect(Collectors.joining(" and "));
    }

    private String folders(List<RunFolder.Start> some) {
        return some.stream().map(run -> folderPrefix + number(run)).collect(Collectors.joining(","));
    }

    private int number(RunFolder.Start run) {
        return runs.indexOf(run) + 1;
    }

    /**
     * A run for the template.
     *
     * @param number   from 1
     * @param start    null where that were random weights
     * @param teachers null where there were none
     */
    record Run(int number, Source start, Source teachers, String commit, List<Setting> settings) {
    }

    /**
     * The runs that a run took its first weights from, or learnt from.
     *
     * @param folders the value of {@code --start-from} or {@code --teachers}
     */
    record Source(String inWords, String folders) {
    }
}
