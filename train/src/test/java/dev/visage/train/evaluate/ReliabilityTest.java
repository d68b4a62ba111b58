package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.evaluate.Reliability.Bin;
import dev.visage.train.support.Outcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    private static Outcome outcome(Gender gender, double female) {
        return Outcomes.outcome(new Label(30, gender, Race.WHITE), female, 30);
    }

    private final List<Outcome> outcomes = List.of(outcome(Gender.FEMALE, 1), outcome(Gender.FEMALE, 0.25),
            outcome(Gender.MALE, 0.25), outcome(Gender.MALE, 0));

    @Test
    void putsPromisesBesideWhatIsSo() {
        assertEquals(List.of(new Bin(1, 0, 0), new Bin(2, 0.25, 0.5), new Bin(1, 1, 1)),
                Reliability.ofFemale(outcomes).bins());
        assertEquals(List.of(new Bin(2, 0.75, 0.5), new Bin(2, 1, 1)), Reliability.ofAnswers(outcomes).bins());
    }

    @Test
    void expectsTheErrorOverAllCases() {
        assertEquals(0.125, Reliability.ofAnswers(outcomes).expectedError(), 1e-12);
    }
}
