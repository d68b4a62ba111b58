package dev.visage.http;

import dev.visage.inference.FaceEstimate;
import dev.visage.model.Manifest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A face in the answer. Probabilities have four decimals, ages one: more would only look exact. */
@Schema(description = "A face: where it is, and what the model makes of it.")
record Face(
        @Schema(required = true) Box box,
        @Schema(required = true, description = "How sure it is that this is a face, 0 to 1.", examples = "1.0")
        double confidence,
        @Schema(required = true) AgeGroup ageGroup,
        @Schema(required = true) Age age,
        @Schema(required = true) Gender gender) {

    static Face of(FaceEstimate estimate, Manifest model) {
        return new Face(Box.WHOLE_IMAGE, 1, AgeGroup.of(estimate, model.ageGroups()), Age.of(estimate),
                Gender.of(estimate, model.genders()));
    }

    private static double probability(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    @Schema(description = "Where the face is, in shares of the upright photo's width and height, from its top left"
            + " corner.")
    record Box(
            @Schema(required = true, minimum = "0", maximum = "1", examples = "0") double left,
            @Schema(required = true, minimum = "0", maximum = "1", examples = "0") double top,
            @Schema(required = true, minimum = "0", maximum = "1", examples = "1") double width,
            @Schema(required = true, minimum = "0", maximum = "1", examples = "1") double height) {

        static final Box WHOLE_IMAGE = new Box(0, 0, 1, 1);
    }

    @Schema(description = "The age group that holds the estimated age, and how probable it is.")
    record AgeGroup(
            @Schema(required = true, examples = "30-39") String label,
            @Schema(required = true, description = "Its first year of life.", examples = "30") int low,
            @Schema(required = true, description = "Its last year of life.", examples = "39") int high,
            @Schema(required = true, minimum = "0", maximum = "1", examples = "0.5812") double probability) {

        static AgeGroup of(FaceEstimate estimate, List<Manifest.AgeGroup> groups) {
            int index = groups.size() - 1;
            while (index > 0 && groups.get(index).low() > Age.years(estimate.age())) {
                index--;
            }
            Manifest.AgeGroup group = groups.get(index);
            return new AgeGroup(group.label(), group.low(), group.high(),
                    Face.probability(estimate.ageGroupProbabilities().get(index)));
        }
    }

    @Schema(description = "The age in years, and an interval that holds the true age as often as the model's"
            + " intervalCoverage says.")
    record Age(
            @Schema(required = true, examples = "34.2") double estimate,
            @Schema(required = true, examples = "28.0") double low,
            @Schema(required = true, examples = "41.3") double high) {

        static Age of(FaceEstimate estimate) {
            return new Age(years(estimate.age()), years(estimate.ageLow()), years(estimate.ageHigh()));
        }

        private static double years(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }

    @Schema(description = "The perceived gender: how the face looks, not who the person is.")
    record Gender(
            @Schema(required = true, description = "One of the model's genders.", examples = "female") String value,
            @Schema(required = true, minimum = "0.5", maximum = "1", examples = "0.9713") double probability) {

        static Gender of(FaceEstimate estimate, List<String> genders) {
            double first = estimate.genderProbability();
            return first >= 0.5
                    ? new Gender(genders.get(0), Face.probability(first))
                    : new Gender(genders.get(1), Face.probability(1 - first));
        }
    }
}
