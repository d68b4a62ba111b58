package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.support.Outcomes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void areThoseCountedByHand() {
        Figures figures = Figures.of(Outcomes.four());
        assertEquals(4, figures.images());
        assertEquals(0.75, figures.genderAccuracy());
        assertEquals(0.75, figures.genderAuc(), "three of the four pairs are in order");
        assertEquals(2 / 3.0, figures.genderF1(), 1e-12, "precision 1, recall one half");
        assertEquals((2 + 5 + 12 + 30) / 4.0, figures.ageMae(), 1e-12);
        assertEquals((2 - 5 + 12 - 30) / 4.0, figures.ageBias(), 1e-12);
        assertEquals(0.5, figures.ageWithinFiveYears(), "five years off is within five years");
        assertEquals(0.25, figures.ageGroupExact());
        assertEquals(0.75, figures.ageGroupWithinOne(), "20-29 is two groups from 3-9");
        assertEquals(0.5, figures.ageIntervalCoverage());
    }

    @Test
    void tellHowFarProbabilitiesLieFromShares() {
        // Ten answers at 0.75, of which eight are right.
        List<Outcome> right = Collections.nCopies(8, Outcomes.outcome(new Label(30, Gender.FEMALE, Race.WHITE), 0.75, 30));
        List<Outcome> wrong = Collections.nCopies(2, Outcomes.outcome(new Label(30, Gender.MALE, Race.WHITE), 0.75, 30));
        List<Outcome> all = Stream.concat(right.stream(), wrong.stream()).toList();
        assertEquals(0.05, Figures.of(all).genderCalibrationError(), 1e-12);
    }

    @Test
    void leaveOutWhatOneGenderAloneCannotTell() {
        List<Outcome> men = List.of(Outcomes.outcome(new Label(30, Gender.MALE, Race.WHITE), 0.1, 30));
        assertNull(Figures.of(men).genderAuc());
        assertNull(Figures.of(men).genderF1());
        assertEquals(1, Figures.of(men).genderAccuracy());
    }

    @Test
    void doNotExistOfNoFaces() {
        assertThrows(IllegalArgumentException.class, () -> Figures.of(List.of()));
    }

    @Test
    void areBrokenDownByAgeGroupGenderAndRace() {
        Evaluation evaluation = Evaluation.of(Outcomes.four());
        assertEquals(List.of("3-9", "20-29", "40-49", "70+"), List.copyOf(evaluation.byAgeGroup().keySet()));
        assertEquals(List.of("male", "female"), List.copyOf(evaluation.byGender().keySet()));
        assertEquals(List.of("white", "black", "asian"), List.copyOf(evaluation.byRace().keySet()));
        assertEquals(List.of("white male", "white female", "black female", "asian male"),
                List.copyOf(evaluation.byRaceAndGender().keySet()));
        assertEquals(7, evaluation.byRace().get("white").figures().ageMae(), 1e-12);
        assertEquals(0.5, evaluation.byGender().get("female").figures().genderAccuracy());
        assertEquals(30, evaluation.byAgeGroup().get("70+").figures().ageMae(), 1e-12);
        assertEquals(12, evaluation.byRaceAndGender().get("white male").figures().ageMae(), 1e-12);
    }

    @Test
    void lieWithinTheirIntervals() {
        List<Outcome> many = Outcomes.many(200);
        Measurement all = Evaluation.of(many).overall();
        assertBetween(all.intervals().genderAccuracy(), all.figures().genderAccuracy());
        assertBetween(all.intervals().genderAuc(), all.figures().genderAuc());
        assertBetween(all.intervals().genderF1(), all.figures().genderF1());
        assertBetween(all.intervals().ageMae(), all.figures().ageMae());
        assertBetween(all.intervals().ageBias(), all.figures().ageBias());
        assertBetween(all.intervals().ageWithinFiveYears(), all.figures().ageWithinFiveYears());
        assertBetween(all.intervals().ageGroupExact(), all.figures().ageGroupExact());
        assertBetween(all.intervals().ageGroupWithinOne(), all.figures().ageGroupWithinOne());
        assertBetween(all.intervals().ageIntervalCoverage(), all.figures().ageIntervalCoverage());
        assertEquals(Evaluation.of(many), Evaluation.of(many), "the same faces, the same intervals");
    }

    private static void assertBetween(Interval interval, double figure) {
        assertTrue(interval.low() < figure && figure < interval.high(), figure + " is not in " + interval);
    }

    @Test
    void tellHowFarRacesLieApartAndHowManyMinorsPassForAdults() {
        List<Outcome> four = Outcomes.four();
        assertNull(Evaluation.of(four).genderGapOfRaces().value(), "there is no face labelled Indian");
        List<Outcome> five = Stream.concat(four.stream(),
                Stream.of(Outcomes.outcome(new Label(30, Gender.MALE, Race.INDIAN), 0.1, 30))).toList();
        assertEquals(1, Evaluation.of(five).genderGapOfRaces().value(), "all right for Indian, none for Black");
        assertEquals(1, Evaluation.of(four).minorsTakenForAdults().value(), "the boy of 8 is taken for 20");
        assertNull(Evaluation.of(four.subList(0, 2)).minorsTakenForAdults().value());
    }

    @Test
    void agreeWhereOnlyRoundingDiffers() {
        Figures figures = Figures.of(Outcomes.many(200));
        assertTrue(figures.agreesWith(figures));
        assertFalse(figures.agreesWith(Figures.of(Outcomes.many(201))));
        assertFalse(Figures.of(Outcomes.four()).agreesWith(Figures.of(
                Collections.nCopies(4, Outcomes.four().get(0)))));
    }

    @Test
    void comeWithCountsOfWhatWasTakenForWhat() {
        Evaluation evaluation = Evaluation.of(Outcomes.four());
        assertEquals(new ConfusionMatrix(List.of("male", "female"), List.of(List.of(2, 0), List.of(1, 1))),
                evaluation.genderConfusion());
        ConfusionMatrix groups = evaluation.ageGroupConfusion();
        assertEquals(List.of("0-2", "3-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70+"), groups.labels());
        Map.of(1, 3, 3, 3, 5, 4, 8, 7).forEach((truth, predicted) ->
                assertEquals(1, groups.counts().get(truth).get(predicted), groups.labels().get(truth)));
        assertEquals(4, groups.counts().stream().flatMap(List::stream).mapToInt(Integer::intValue).sum());
    }
}
