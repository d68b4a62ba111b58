package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {

    /** Twenty in each age group and gender. */
    private static final List<Face> FACES = IntStream.range(0, 360).mapToObj(SplitTest::face).toList();
    private static final int[] NO_DUPLICATES = IntStream.range(0, FACES.size()).toArray();

    @TempDir
    Path folder;

    private static Face face(int i) {
        AgeGroup group = AgeGroup.values()[i / 2 % AgeGroup.values().length];
        Label label = new Label(group.low(), Gender.values()[i % 2], Race.WHITE);
        return new Face(SyntheticFaces.name(label, i), label, new byte[0]);
    }

    @Test
    void isHeldOutOfAnotherWhereNothingIsFittedOnThatTheOtherMeasures() {
        Split split = new Split(Map.of("a", Part.TRAIN, "b", Part.VALIDATION, "c", Part.VALIDATION, "d", Part.TEST));
        Split withoutContradictions = with(split, "c", Part.DROPPED);
        assertTrue(split.isHeldOutOf(withoutContradictions));
        assertTrue(withoutContradictions.isHeldOutOf(split));
        assertFalse(split.isHeldOutOf(with(split, "b", Part.TRAIN)));
        assertFalse(split.isHeldOutOf(with(split, "d", Part.TRAIN)));
        assertFalse(split.isHeldOutOf(with(split, "b", Part.TEST)), "another test part");
    }

    private static Split with(Split split, String name, Part part) {
        Map<String, Part> parts = new HashMap<>(split.parts());
        parts.put(name, part);
        return new Split(parts);
    }

    @Test
    void givesATenthToTestAndATenthToValidation() {
        Split split = Split.stratified(FACES, NO_DUPLICATES, 1);
        assertEquals(288, split.select(Part.TRAIN, FACES).size());
        assertEquals(36, split.select(Part.VALIDATION, FACES).size());
        assertEquals(36, split.select(Part.TEST, FACES).size());
    }

    @Test
    void givesEachAgeGroupAndGenderItsShare() {
        Split split = Split.stratified(FACES, NO_DUPLICATES, 1);
        Map<String, Long> tested = split.select(Part.TEST, FACES).stream().collect(Collectors.groupingBy(
                face -> face.label().ageGroup() + " " + face.label().gender(), Collectors.counting()));
        assertEquals(18, tested.size());
        assertEquals(Set.of(2L), new HashSet<>(tested.values()));
    }

    @Test
    void neverDividesADuplicateGroup() {
        int[] pairs = Arrays.stream(NO_DUPLICATES).map(i -> i / 2).toArray();
        Split split = Split.stratified(FACES, pairs, 1);
        Map<Integer, Set<Part>> partsOfGroup = new HashMap<>();
        for (int i = 0; i < pairs.length; i++) {
            partsOfGroup.computeIfAbsent(pairs[i], group -> new HashSet<>()).add(split.parts().get(FACES.get(i).name()));
        }
        assertTrue(partsOfGroup.values().stream().allMatch(parts -> parts.size() == 1));
        assertEquals(Set.of(Part.TRAIN, Part.VALIDATION, Part.TEST), Set.copyOf(split.parts().values()));
    }

    @Test
    void dropsNearDuplicatesThatContradictEachOtherOutsideTheTestPart() {
        // A man and a woman of the same age in each pair, but for those in the last group.
        int[] pairs = Arrays.stream(NO_DUPLICATES).map(i -> i < 180 ? i : 1000 + i / 2).toArray();
        Split split = Split.stratified(FACES, pairs, 1);
        Split kept = split.withoutContradictions(FACES, pairs);
        assertEquals(split.select(Part.TEST, FACES), kept.select(Part.TEST, FACES));
        for (int i = 0; i < FACES.size(); i++) {
            Part before = split.parts().get(FACES.get(i).name());
            Part after = kept.parts().get(FACES.get(i).name());
            assertEquals(i < 180 || before == Part.TEST ? before : Part.DROPPED, after);
        }
    }

    @Test
    void keepsNearDuplicatesThatAgreeOnGenderAndAboutTheAge() {
        int[] pair = {0, 0};
        assertEquals(0, dropped(List.of(adult(30, 0), adult(35, 1)), pair));
        assertEquals(2, dropped(List.of(adult(30, 0), adult(36, 1)), pair));
    }

    private static Face adult(int age, int number) {
        Label label = new Label(age, Gender.MALE, Race.WHITE);
        return new Face(SyntheticFaces.name(label, number), label, new byte[0]);
    }

    private static long dropped(List<Face> faces, int[] groups) {
        Map<String, Part> parts = faces.stream().collect(Collectors.toMap(Face::name, face -> Part.TRAIN));
        return new Split(parts).withoutContradictions(faces, groups).select(Part.DROPPED, faces).size();
    }

    @Test
    void isTheSameForTheSameSeedAlone() {
        Split split = Split.stratified(FACES, NO_DUPLICATES, 1);
        assertEquals(split, Split.stratified(FACES, NO_DUPLICATES, 1));
        assertNotEquals(split, Split.stratified(FACES, NO_DUPLICATES, 2));
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        Split split = Split.stratified(FACES, NO_DUPLICATES, 1);
        Path file = folder.resolve("split.csv");
        split.write(file);
        assertEquals(split, Split.read(file));
        assertEquals("name,part", Files.readAllLines(file).get(0));
    }

    @Test
    void refusesAFaceThatItDoesNotKnow() {
        Split split = Split.stratified(FACES, NO_DUPLICATES, 1);
        Face stranger = face(360);
        DataException refusal = assertThrows(DataException.class, () -> split.select(Part.TEST, List.of(stranger)));
        assertTrue(refusal.getMessage().contains(stranger.name()), refusal.getMessage());
    }

    @Test
    void refusesAFileThatIsNoSplit() throws IOException {
        Path file = folder.resolve("split.csv");
        Files.writeString(file, "some,thing\n");
        assertThrows(DataException.class, () -> Split.read(file));
        for (String line : List.of("face.jpg,holidays", "face.jpg", "")) {
            Files.writeString(file, "name,part\n" + line + "\n");
            DataException refusal = assertThrows(DataException.class, () -> Split.read(file));
            assertEquals(file + " has a line that is no name and part: " + line, refusal.getMessage());
        }
    }

    @Test
    void refusesTooFewFacesForThreeParts() {
        List<Face> few = FACES.subList(0, 18);
        assertThrows(DataException.class, () -> Split.stratified(few, IntStream.range(0, 18).toArray(), 1));
    }
}
