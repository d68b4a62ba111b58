package dev.visage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.inference.FaceEstimate;
import dev.visage.model.Manifest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceTest {

    private static final List<Manifest.AgeGroup> GROUPS = List.of(new Manifest.AgeGroup("0-29", 0, 29),
            new Manifest.AgeGroup("30-59", 30, 59), new Manifest.AgeGroup("60+", 60, 116));

    @ParameterizedTest
    @CsvSource({"0,0-29,0.1", "29.94,0-29,0.1", "29.96,30-59,0.6", "59.9,30-59,0.6", "60,60+,0.3", "116,60+,0.3"})
    void hasTheAgeGroupThatHoldsTheAgeAsItIsShown(float age, String label, double probability) {
        Face.AgeGroup group = Face.AgeGroup.of(new FaceEstimate(age, 0, 116, List.of(0.1f, 0.6f, 0.3f), 0.5f), GROUPS);
        assertEquals(label, group.label());
        assertEquals(probability, group.probability());
    }
}
