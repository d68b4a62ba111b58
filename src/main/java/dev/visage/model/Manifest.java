package dev.visage.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model says about itself: the part of {@code manifest.json} that the function uses. The rest of the file
 * (signatures, calibration, provenance) is for other readers, and later versions of a model may add to it.
 *
 * @param name             the model's name
 * @param version          the model's version, never used twice for one name
 * @param architecture     the network's name
 * @param files            every file of the model but the manifest itself
 * @param ageGroups        the age groups, in the order of the model's probabilities
 * @param genders          the two values that gender takes; the model gives the probability of the first
 * @param intervalCoverage the share of faces whose true age lies within the interval of the answer, 0 to 1
 * @param figures          what was measured on images that the model had not seen, by name
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(String name, String version, String architecture, List<ModelFile> files,
        List<AgeGroup> ageGroups, List<String> genders, double intervalCoverage, Map<String, Object> figures) {

    /** The file that holds graph and weights. */
    static final String SAVED_MODEL = "saved_model.pb";

    /** @throws IllegalArgumentException if something is missing, or is not what it has to be */
    public Manifest {
        requireText(name, "name");
        requireText(version, "version");
        requireText(architecture, "architecture");
        files = copy(files, "files");
        ageGroups = copy(ageGroups, "ageGroups");
        genders = copy(genders, "genders");
        if (genders.size() != 2) {
            throw new IllegalArgumentException("genders must have two values, not " + genders.size());
        }
        if (!(intervalCoverage > 0 && intervalCoverage < 1)) {
            throw new IllegalArgumentException("intervalCoverage must lie between 0 and 1, not at " + intervalCoverage);
        }
        figures = figures == null ? Map.of() : Collections.unmodifiableMap(figures);
        if (file(files, SAVED_MODEL).isEmpty()) {
            throw new IllegalArgumentException("files must list " + SAVED_MODEL);
        }
    }

    /** The SHA-256 of graph and weights, in hexadecimal: what tells one trained model from every other. */
    public String sha256() {
        return savedModel().sha256();
    }

    ModelFile savedModel() {
        return file(files, SAVED_MODEL).orElseThrow();
    }

    private static Optional<ModelFile> file(List<ModelFile> files, String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    private static void requireText(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static <T> List<T> copy(List<T> values, String field) {
        if (values == null || values.isEmpty() || values.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(field + " is missing or incomplete");
        }
        return List.copyOf(values);
    }

    /**
     * A file of the model.
     *
     * @param path   its path inside the model folder
     * @param bytes  its size
     * @param sha256 its digest, in hexadecimal
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ModelFile(String path, long bytes, String sha256) {

        /** @throws IllegalArgumentException if path or digest is missing */
        public ModelFile {
            requireText(path, "a file's path");
            requireText(sha256, "a file's sha256");
        }
    }

    /**
     * An age group.
     *
     * @param label how it is written, such as 30-39
     * @param low   its first year of life
     * @param high  its last year of life
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AgeGroup(String label, int low, int high) {
    }
}
