package dev.visage.train.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which part of the work each face belongs to. Faces of one near-duplicate group always share a part, else what is
 * learnt by heart would pass for understood.
 */
public record Split(Map<String, Part> parts) {

    private static final String HEADER = "name,part";
    private static final int AGE_TOLERANCE = 5;

    public Split {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * Splits 80 : 10 : 10, stratified by age group and gender, the same for the same seed.
     *
     * @param groups the near-duplicate group of each face, in the order of the faces
     * @throws DataException if there are too few faces for one in each part
     */
    public static Split stratified(List<Face> faces, int[] groups, long seed) {
        Map<Integer, List<Face>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < faces.size(); i++) {
            byGroup.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(faces.get(i));
        }
        Map<String, List<List<Face>>> strata = new TreeMap<>();
        for (List<Face> group : byGroup.values()) {
            Label label = group.get(0).label();
            strata.computeIfAbsent(label.ageGroup() + " " + label.gender(), stratum -> new ArrayList<>()).add(group);
        }
        Random random = new Random(seed);
        Map<String, Part> parts = new TreeMap<>();
        for (List<List<Face>> stratum : strata.values()) {
            Collections.shuffle(stratum, random);
            int tenth = Math.round(stratum.size() / 10f);
            for (int i = 0; i < stratum.size(); i++) {
                Part part = i < tenth ? Part.TEST : i < 2 * tenth ? Part.VALIDATION : Part.TRAIN;
                stratum.get(i).forEach(face -> parts.put(face.name(), part));
            }
        }
        if (!parts.values().containsAll(Set.of(Part.TRAIN, Part.VALIDATION, Part.TEST))) {
            throw new DataException(faces.size() + " faces are too few to fit, validate and test on. Give more data.");
        }
        return new Split(parts);
    }

    /**
     * Drops near duplicates whose labels contradict each other, as nobody can tell which of them is right: another gender,
     * or ages more than {@value #AGE_TOLERANCE} years apart. The test part stays as it is.
     *
     * @param groups the near-duplicate group of each face, in the order of the faces
     */
    public Split withoutContradictions(List<Face> faces, int[] groups) {
        Map<Integer, List<Label>> labels = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            labels.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(faces.get(i).label());
        }
        Map<String, Part> kept = new TreeMap<>(parts);
        for (int i = 0; i < groups.length; i++) {
            Face face = faces.get(i);
            if (partOf(face) != Part.TEST && contradict(labels.get(groups[i]))) {
                kept.put(face.name(), Part.DROPPED);
            }
        }
        return new Split(kept);
    }

    private static boolean contradict(List<Label> labels) {
        IntSummaryStatistics ages = labels.stream().mapToInt(Label::age).summaryStatistics();
        return ages.getMax() - ages.getMin() > AGE_TOLERANCE
                || labels.stream().map(Label::gender).distinct().count() > 1;
    }

    /**
     * The faces of one part, in the order given.
     *
     * @throws DataException if a face has no part, as happens when the split was made of other data
     */
    public List<Face> select(Part part, Collection<Face> faces) {
        return faces.stream().filter(face -> partOf(face) == part).toList();
    }

    /**
     * Whether who looked at the other split may be tested by this one: the test parts are the same, and this one validates
     * on nothing that the other one fits on. Validation parts differ where one alone drops contradictions.
     */
    public boolean isHeldOutOf(Split other) {
        return names(Part.TEST).equals(other.names(Part.TEST))
                && Collections.disjoint(names(Part.VALIDATION), other.names(Part.TRAIN));
    }

    private Set<String> names(Part part) {
        return parts.keySet().stream().filter(name -> parts.get(name) == part).collect(Collectors.toSet());
    }

    private Part partOf(Face face) {
        Part part = parts.get(face.name());
        if (part == null) {
            throw new DataException("The split does not know the image " + face.name()
                    + ": it was made of other data. Give the data that the run was started with.");
        }
        return part;
    }

    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        parts.forEach((name, part) -> lines.add(name + "," + part.name().toLowerCase(Locale.ROOT)));
        Files.write(file, lines);
    }

    /** @throws DataException if the file is not one that {@link #write} wrote */
    public static Split read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new DataException(file + " is not a split: its first line must be \"" + HEADER + "\".");
        }
        return new Split(lines.stream().skip(1).map(line -> entry(line, file)).collect(Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first, LinkedHashMap::new)));
    }

    private static Map.Entry<String, Part> entry(String line, Path file) {
        int comma = line.lastIndexOf(',');
        try {
            Part part = Part.valueOf(line.substring(comma + 1).toUpperCase(Locale.ROOT));
            return Map.entry(line.substring(0, comma), part);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new DataException(file + " has a line that is no name and part: " + line);
        }
    }
}
