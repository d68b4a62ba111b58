package dev.visage.train.card;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Change;
import dev.visage.train.evaluate.Bootstrap;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.Figures;
import dev.visage.train.evaluate.Robustness;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.SampleSettings;
import dev.visage.train.fit.Setting;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.ImageInput;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes to the places of a card's template; a method for each, of its name. */
final class CardText {

    private static final Set<String> SMALL = Set.of(AgeGroup.FROM_0.label(), AgeGroup.FROM_3.label());
    private static final int WEAKEST = 2;

    private final CardSubject subject;
    private final Evaluation evaluation;
    private final Robustness robustness;
    private final Breakdown ageGroups;
    private final RunsBefore runsBefore;

    CardText(CardSubject subject, Evaluation evaluation, Robustness robustness) {
        this.subject = subject;
        this.evaluation = evaluation;
        this.robustness = robustness;
        ageGroups = Breakdown.of("age group", evaluation.byAgeGroup(), UnaryOperator.identity());
        runsBefore = RunsBefore.of(subject);
    }

    /** A line of the table of changed photos. */
    record Disturbed(String description, String genderAccuracy, String ageMae, String ageGroupExact,
            String ageIntervalCoverage) {

        static Disturbed of(String description, Figures figures) {
            return new Disturbed(description, Numbers.share(figures.genderAccuracy()), Numbers.years(figures.ageMae()),
                    Numbers.share(figures.ageGroupExact()), Numbers.share(figures.ageIntervalCoverage()));
        }
    }

    String name() {
        return subject.name();
    }

    String version() {
        return subject.version();
    }

    String resamples() {
        return Numbers.count(Bootstrap.RESAMPLES);
    }

    String date() {
        return subject.createdAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    String sha256() {
        return subject.sha256();
    }

    String megabytes() {
        return String.format(Locale.ROOT, "%.1f", subject.bytes() / 1e6);
    }

    String architecture() {
        return run().settings().architecture();
    }

    String parameters() {
        return Numbers.count(subject.parameters());
    }

    String input() {
        ImageInput input = Architecture.named(architecture()).input();
        return "%d x %d pixels, %s".formatted(input.size(), input.size(), input.channels() == 1 ? "grey" : "colour");
    }

    String intervalShare() {
        return Numbers.share(subject.intervalCoverage());
    }

    long intervalPercent() {
        return Math.round(100 * subject.intervalCoverage());
    }

    String commit() {
        return run().commit();
    }

    String tensorFlow() {
        return subject.training().tensorFlow();
    }

    String java() {
        return subject.training().java();
    }

    String faces() {
        return Numbers.count(run().faces());
    }

    String skipped() {
        return Numbers.count(run().skipped());
    }

    String dataSha256() {
        return run().dataSha256();
    }

    int bestEpoch() {
        return subject.training().bestEpoch().epoch();
    }

    String validationLoss() {
        return String.format(Locale.ROOT, "%.4f", subject.training().bestEpoch().validation().loss());
    }

    List<Setting> settings() {
        return Setting.all(run().settings());
    }

    List<RunsBefore.Run> before() {
        return runsBefore.all();
    }

    boolean hasRunsBefore() {
        return !before().isEmpty();
    }

    /** Of this run; null where its first weights were random. */
    RunsBefore.Source start() {
        return runsBefore.startOf(run());
    }

    /** Of this run; null where it learnt from labels alone. */
    RunsBefore.Source teachers() {
        return runsBefore.teachersOf(run());
    }

    boolean contradictedDropped() {
        return samples().dropContradicted();
    }

    /** Null where all photos were drawn alike. */
    Double rareAges() {
        return samples().rareAges() > 0 ? samples().rareAges() : null;
    }

    /** Null where photos were left as they are. */
    String changes() {
        return samples().augmentation().isEmpty() ? null : samples().augmentation().stream()
                .map(change -> change.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    boolean lightAndColour() {
        return samples().augmentation().containsAll(Set.of(Change.LIGHT, Change.COLOUR));
    }

    Group overall() {
        return new Group("", "all", evaluation.overall());
    }

    String minorsTakenForAdults() {
        return Numbers.share(evaluation.minorsTakenForAdults());
    }

    String genderGap() {
        return Numbers.share(evaluation.genderGapOfRaces());
    }

    int enough() {
        return Group.ENOUGH;
    }

    List<Breakdown> breakdowns() {
        return List.of(
                Breakdown.of("race label", evaluation.byRace(), CardText::capitalized),
                Breakdown.of("gender", evaluation.byGender(), UnaryOperator.identity()),
                ageGroups,
                Breakdown.of("race label and gender", evaluation.byRaceAndGender(), CardText::capitalized));
    }

    private static String capitalized(String label) {
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    Breakdown ageGroups() {
        return ageGroups;
    }

    /** Of all groups of all kinds; null where none has faces enough. */
    Breakdown worst() {
        Breakdown all = new Breakdown("", breakdowns().stream().flatMap(breakdown -> breakdown.groups().stream()).toList());
        return all.comparable() ? all : null;
    }

    /** Null where there is no face of fewer than ten years. */
    String small() {
        List<Group> small = ageGroups.groups().stream().filter(group -> SMALL.contains(group.name())).toList();
        return small.isEmpty() ? null : list(small.stream(), Group::genderAccuracy);
    }

    /** Null where there is no face of 70 or more years. */
    Group old() {
        return ageGroups.groups().stream().filter(group -> group.name().equals(AgeGroup.FROM_70.label()))
                .findFirst().orElse(null);
    }

    String weakestForGender() {
        return list(ageGroups.worstFirst(Breakdown.BY_GENDER).limit(WEAKEST), Group::genderAccuracy);
    }

    String weakestForAge() {
        return list(ageGroups.worstFirst(Breakdown.BY_AGE).limit(WEAKEST), Group::ageMae);
    }

    private static String list(Stream<Group> groups, Function<Group, String> figure) {
        return groups.map(group -> figure.apply(group) + " (" + group.name() + ")").collect(Collectors.joining(", "));
    }

    Disturbed plain() {
        return Disturbed.of("as it is", evaluation.overall().figures());
    }

    List<Disturbed> disturbed() {
        return robustness.figures().entrySet().stream()
                .map(entry -> Disturbed.of(entry.getKey().description(), entry.getValue())).toList();
    }

    private SampleSettings samples() {
        return run().settings().samples();
    }

    private RunFolder.Start run() {
        return subject.training().run();
    }
}
