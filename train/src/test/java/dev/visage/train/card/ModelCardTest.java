package dev.visage.train.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.Change;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.evaluate.Disturbance;
import dev.visage.train.evaluate.Evaluation;
import dev.visage.train.evaluate.Figures;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.evaluate.Robustness;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.Provenance;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.SampleSettings;
import dev.visage.train.support.Outcomes;
import dev.visage.train.support.Reports;
import dev.visage.train.support.SmallRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Instant MADE = Instant.parse("2026-11-24T23:30:00Z");

    @TempDir
    Path folder;

    private String card(List<Outcome> outcomes, FitSettings settings, String commit) throws IOException {
        return card(outcomes, run(settings, commit));
    }

    private static RunFolder.Start run(FitSettings settings, String commit, RunFolder.Start... startedFrom) {
        return run(settings, commit, List.of(startedFrom), List.of());
    }

    private static RunFolder.Start run(FitSettings settings, String commit, List<RunFolder.Start> startedFrom,
            List<RunFolder.Start> teachers) {
        return new RunFolder.Start(settings, "digest of the data", 18965, 4, commit, MADE, startedFrom, teachers);
    }

    private String card(List<Outcome> outcomes, RunFolder.Start run) throws IOException {
        CardSubject subject = new CardSubject("faces", "2", MADE, "digest of the model", 26_073_041, 1_234_567, 0.8,
                new Provenance(run, Reports.epoch(5, 0.4), "2.16.2", "17.0.15"));
        Figures figures = Figures.of(Outcomes.four());
        ModelCard.write(folder, subject, Evaluation.of(outcomes),
                new Robustness(Map.of(Disturbance.DARK, figures, Disturbance.TURNED, figures)));
        return Files.readString(folder.resolve("MODEL_CARD.md"));
    }

    private String card(List<Outcome> outcomes) throws IOException {
        return card(outcomes, SmallRun.settings(6), COMMIT);
    }

    private static FitSettings with(SampleSettings samples) {
        FitSettings settings = SmallRun.settings(6);
        return new FitSettings(settings.architecture(), settings.epochs(), settings.batchSize(), settings.stepsPerEpoch(),
                settings.optimizer(), settings.loss(), samples, settings.patience(), settings.bfloat16(), settings.seed());
    }

    private static void assertHas(String card, String... texts) {
        for (String text : texts) {
            assertTrue(card.contains(text), "no \"" + text + "\" in\n" + card);
        }
    }

    /** Right answers, but for a share of them. */
    private static Stream<Outcome> people(int age, Gender gender, Race race, int count, int wrong, double ageError) {
        double female = gender == Gender.FEMALE ? 0.9 : 0.1;
        Label label = new Label(age, gender, race);
        return Stream.concat(Collections.nCopies(wrong, Outcomes.outcome(label, 1 - female, age + ageError)).stream(),
                Collections.nCopies(count - wrong, Outcomes.outcome(label, female, age + ageError)).stream());
    }

    @Test
    void tellsWhatTheModelIs() throws IOException {
        assertHas(card(Outcomes.many(100)), "# Model card: faces 2\n", "| made on | 2026-11-24 |",
                "26.1 MB, SHA-256 `digest of the model`", "`tiny`, 1,234,567 parameters", "16 x 16 pixels, grey",
                "18,965 labelled faces (4 images", "SHA-256 `digest of the data`", "non-commercial research",
                "Age verification", "Decisions about people");
    }

    @Test
    void tellsEverySettingOfTheRun() throws IOException {
        assertHas(card(Outcomes.many(100)), "| `architecture` | tiny |\n", "| `epochs` | 6 |\n", "| `batchSize` | 16 |\n",
                "| `samples.rareAges` | ", "| `bfloat16` | false |\n", "| `seed` | 7 |\n");
    }

    @Test
    void tellsWhatWasDoneAboutUnevenness() throws IOException {
        String much = card(Outcomes.four(),
                with(new SampleSettings(EnumSet.allOf(Change.class), 0.3, 0, 0, true)), COMMIT);
        String little = card(Outcomes.four(), with(new SampleSettings(Set.of(), 0, 0, 0, false)), COMMIT);
        for (String done : List.of("labels contradict each other", "`samples.rareAges` is 0.3 of 1",
                ": flip, geometry, light, colour, quality, erase.\n", "no shade of skin")) {
            assertHas(much, done);
            assertFalse(little.contains(done), little);
        }
        assertHas(little, "The race label is in no input, no loss and no output.");
    }

    @Test
    void tellsAllFiguresWithTheirIntervals() throws IOException {
        List<Outcome> outcomes = Outcomes.many(600);
        Evaluation evaluation = Evaluation.of(outcomes);
        String card = card(outcomes);
        Figures figures = evaluation.overall().figures();
        for (double share : new double[] {figures.genderAccuracy(), figures.genderAuc(), figures.genderF1(),
            figures.genderCalibrationError(), figures.ageWithinFiveYears(), figures.ageGroupExact(),
            figures.ageGroupWithinOne(), figures.ageIntervalCoverage(), evaluation.genderGapOfRaces().value(),
            evaluation.minorsTakenForAdults().value()}) {
            assertHas(card, String.format(Locale.ROOT, " %.3f [", share));
        }
        assertHas(card, String.format(Locale.ROOT, "| %.2f [", figures.ageMae()),
                String.format(Locale.ROOT, "| %+.2f [", figures.ageBias()));
        evaluation.byRaceAndGender().forEach((group, measurement) -> assertHas(card, String.format(Locale.ROOT,
                "| %s | %d%s | %.3f [%.3f, %.3f] |", group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1),
                measurement.figures().images(), measurement.figures().images() < 50 ? " (few)" : "",
                measurement.figures().genderAccuracy(),
                measurement.intervals().genderAccuracy().low(), measurement.intervals().genderAccuracy().high())));
        assertHas(card, "| turned by 15 degrees | 0.750 | 12.25 | 0.250 | 0.500 |", "| half as bright | 0.750 |");
    }

    @Test
    void namesTheWorstOfTheGroupsThatHaveFacesEnough() throws IOException {
        String card = card(Stream.of(
                people(25, Gender.MALE, Race.WHITE, 60, 3, 1),
                people(35, Gender.FEMALE, Race.BLACK, 60, 30, 2),
                people(45, Gender.FEMALE, Race.INDIAN, 60, 2, -9),
                people(75, Gender.MALE, Race.ASIAN, 10, 10, 40)).flatMap(people -> people).toList());
        assertHas(card, "**Worst for gender: race label Black**, right for 0.500 [",
                "**Worst for age: race label Indian**, off by 9.00 [9.00, 9.00] years on average over 60 faces.",
                "| 70+ | 10 (few) | 0.000 [0.000, 0.000] |",
                "Worst for gender: 30-39. Worst for age: 40-49. Intervals hold least often: ",
                "- **Weakest age groups.** Gender is right for 0.500 [",
                "Age is off by 9.00 [9.00, 9.00] (40-49), 2.00 [2.00, 2.00] (30-39) years.",
                "- **Old people** come out 40.00 years too old on average");
    }

    @Test
    void namesNoWorstOfFewFaces() throws IOException {
        String card = card(Outcomes.four());
        assertHas(card, "No group has faces enough to be named the worst.");
        assertFalse(card.contains("Black, Asian and Indian lie"), card);
        assertFalse(card.contains("Worst for"), card);
        assertFalse(card.contains("Weakest"), card);
    }

    @Test
    void leavesOutSentencesAboutPeopleWhoAreNotThere() throws IOException {
        String card = card(people(30, Gender.MALE, Race.WHITE, 5, 1, 2).toList());
        assertFalse(card.contains("small children"), card);
        assertFalse(card.contains("Old people"), card);
        assertFalse(card.contains("people below 18"), card);
        assertHas(card, "| gender, area under the ROC curve | 0.93 | unknown |");
    }

    @Test
    void hasNoEmptyPlaceAndNoRaggedTable() throws IOException {
        String card = card(Outcomes.many(300));
        assertFalse(card.contains("{{"), card);
        assertFalse(card.contains("null"), card);
        String columns = null;
        for (String line : card.lines().map(String::strip).toList()) {
            String now = line.startsWith("|") ? line.replaceAll("[^|]", "") : null;
            assertTrue(now == null || columns == null || now.equals(columns), line);
            columns = now;
        }
    }

    @Test
    void tellsOfTheRunsBefore() throws IOException {
        RunFolder.Start first = run(SmallRun.settings("paper", 45, 16, 0), "a".repeat(40));
        RunFolder.Start second = run(SmallRun.settings("paper", 30, 16, 0), "b".repeat(40), first);
        String card = card(Outcomes.many(100), run(SmallRun.settings(6), COMMIT, second));
        assertHas(card, "| `epochs` | 6 |", "It is not the first run: it started from the best weights of run 2, fitted on",
                "Run 1 was fitted by the trainer of commit\n`aaaa", "| `epochs` | 45 |",
                "Run 2, from the best weights of run 1, was fitted by the trainer of commit\n`bbbb", "| `epochs` | 30 |",
                " --run runs/faces-2-1\n", " --run runs/faces-2-2 --start-from runs/faces-2-1\n",
                " --settings-of models/faces/2 --start-from runs/faces-2-2\n");
        assertFalse(card(Outcomes.many(100)).contains("not the first run"));
    }

    @Test
    void tellsOfTheRunsThatTaughtIt() throws IOException {
        RunFolder.Start first = run(SmallRun.settings("paper", 45, 16, 0), "a".repeat(40));
        RunFolder.Start second = run(SmallRun.settings("paper", 30, 16, 0), "b".repeat(40), List.of(), List.of(first));
        String card = card(Outcomes.many(100),
                run(SmallRun.settings(6), COMMIT, List.of(first), List.of(first, second)));
        assertHas(card, "it started from the best weights of run 1, fitted on", "It was taught by the runs 1 and 2, fitted on",
                "Run 1 was fitted by the trainer of commit\n`aaaa",
                "Run 2, taught by run 1, was fitted by the trainer of commit\n`bbbb",
                "The runs before this one have to be repeated first", " --run runs/faces-2-1\n",
                " --run runs/faces-2-2 --teachers runs/faces-2-1\n",
                " --settings-of models/faces/2 --start-from runs/faces-2-1 --teachers runs/faces-2-1,runs/faces-2-2\n");
        assertFalse(card(Outcomes.many(100)).contains("taught"));
    }

    @Test
    void tellsOnceOfARunThatSeveralStartedFrom() throws IOException {
        RunFolder.Start first = run(SmallRun.settings("paper", 45, 16, 0), "a".repeat(40));
        RunFolder.Start second = run(SmallRun.settings("paper", 30, 16, 0), "b".repeat(40), first);
        String card = card(Outcomes.many(100), run(SmallRun.settings(6), COMMIT, first, second));
        assertHas(card, "it started from the mean of the best weights of the runs 1 and 2, fitted on",
                " --settings-of models/faces/2 --start-from runs/faces-2-1,runs/faces-2-2\n");
        assertEquals(2, card.split("was fitted by the trainer of commit", -1).length - 1, card);
    }
}
