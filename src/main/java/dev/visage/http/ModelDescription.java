package dev.visage.http;

import dev.visage.model.Manifest;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client may want to know of the loaded model. */
@Schema(description = "The model that is loaded.")
record ModelDescription(
        @Schema(required = true, examples = "visage") String name,
        @Schema(required = true, examples = "1") String version,
        @Schema(required = true, description = "The SHA-256 of graph and weights, in hexadecimal.") String sha256,
        @Schema(required = true, description = "The network.", examples = "paper") String architecture,
        @Schema(required = true, description = "The age groups that answers name, youngest first.")
        List<AgeRange> ageGroups,
        @Schema(required = true, description = "The values of gender that answers name.",
                examples = "[\"female\", \"male\"]")
        List<String> genders,
        @Schema(required = true, description = "The share of faces whose true age lies in the interval, 0 to 1.",
                examples = "0.8")
        double intervalCoverage,
        @Schema(required = true, description = "What was measured on photos that the model had not seen, by name.")
        Map<String, Object> figures) {

    static ModelDescription of(Manifest model) {
        return new ModelDescription(model.name(), model.version(), model.sha256(), model.architecture(),
                AgeRange.of(model.ageGroups()), model.genders(), model.intervalCoverage(), model.figures());
    }

    @Schema(description = "An age group.")
    record AgeRange(
            @Schema(required = true, examples = "30-39") String label,
            @Schema(required = true, description = "Its first year of life.", examples = "30") int low,
            @Schema(required = true, description = "Its last year of life.", examples = "39") int high) {

        static List<AgeRange> of(List<Manifest.AgeGroup> groups) {
            return groups.stream().map(group -> new AgeRange(group.label(), group.low(), group.high())).toList();
        }
    }
}
