package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.files.Sha256;
import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    private static final List<Face> FACES = SyntheticFaces.faces(12);

    @TempDir
    Path folder;

    @Test
    void readsAnArchive() throws IOException {
        Path archive = SyntheticFaces.writeArchive(folder.resolve("UTKFace.tar.gz"), FACES);
        assertHoldsTheFaces(Dataset.read(archive));
    }

    @Test
    void readsAFolderAndTheFoldersInIt() throws IOException {
        SyntheticFaces.writeFolder(folder, FACES.subList(0, 5));
        SyntheticFaces.writeFolder(folder.resolve("part2"), FACES.subList(5, FACES.size()));
        assertHoldsTheFaces(Dataset.read(folder));
    }

    private static void assertHoldsTheFaces(Dataset dataset) {
        List<String> names = FACES.stream().map(Face::name).sorted().toList();
        assertEquals(names, dataset.faces().stream().map(Face::name).toList());
        for (Face face : FACES) {
            Face read = dataset.faces().get(names.indexOf(face.name()));
            assertEquals(face.label(), read.label());
            assertArrayEquals(face.image(), read.image());
        }
        assertEquals(List.of(), dataset.skipped());
    }

    @Test
    void listsTheImagesWhoseNamesTellNoLabel() throws IOException {
        SyntheticFaces.writeFolder(folder, FACES);
        Files.write(folder.resolve("61_1_20170109150557335.jpg.chip.jpg"), FACES.get(0).image());
        Files.write(folder.resolve("200_1_0_20170109150557335.jpg.chip.jpg"), FACES.get(0).image());
        Files.writeString(folder.resolve("README.txt"), "no image");
        Dataset dataset = Dataset.read(folder);
        assertEquals(FACES.size(), dataset.faces().size());
        assertEquals(List.of("200_1_0_20170109150557335.jpg.chip.jpg", "61_1_20170109150557335.jpg.chip.jpg"),
                dataset.skipped());
    }

    @Test
    void tellsTheDigestOfTheArchiveFile() throws IOException {
        Path archive = SyntheticFaces.writeArchive(folder.resolve("faces.tar.gz"), FACES);
        assertEquals(Sha256.of(Files.readAllBytes(archive)), Dataset.read(archive).sha256());
    }

    @Test
    void tellsTheDigestOfTheArchiveFileWithWhatFollowsTheTar() throws IOException {
        Path archive = SyntheticFaces.writeArchive(folder.resolve("faces.tar.gz"), FACES);
        try (GZIPOutputStream padding = new GZIPOutputStream(Files.newOutputStream(archive, StandardOpenOption.APPEND))) {
            padding.write(new byte[100_000]);
        }
        assertEquals(Sha256.of(Files.readAllBytes(archive)), Dataset.read(archive).sha256());
    }

    @Test
    void tellsAnotherDigestWhenAFolderChanges() throws IOException {
        SyntheticFaces.writeFolder(folder, FACES);
        String before = Dataset.read(folder).sha256();
        assertEquals(before, Dataset.read(folder).sha256());
        Files.move(folder.resolve(FACES.get(0).name()), folder.resolve("9_0_0_2018.jpg.chip.jpg"));
        assertNotEquals(before, Dataset.read(folder).sha256());
    }

    @Test
    void refusesAPathWithNothingAtIt() {
        assertThrows(NoSuchFileException.class, () -> Dataset.read(folder.resolve("missing.tar.gz")));
    }

    @Test
    void refusesAFolderWithoutFaces() {
        DataException refusal = assertThrows(DataException.class, () -> Dataset.read(folder));
        assertTrue(refusal.getMessage().startsWith(folder + " holds no image"), refusal.getMessage());
    }

    @Test
    void refusesTwoImagesOfTheSameName() throws IOException {
        SyntheticFaces.writeFolder(folder, FACES);
        SyntheticFaces.writeFolder(folder.resolve("part2"), FACES.subList(5, 6));
        DataException refusal = assertThrows(DataException.class, () -> Dataset.read(folder));
        assertEquals("Two images are named " + FACES.get(5).name() + ". Remove one of them: no photo may count twice.",
                refusal.getMessage());
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path text = Files.writeString(folder.resolve("faces.tar.gz"), "this is no archive");
        assertTellsThatItIsNoArchive(text);
    }

    @Test
    void refusesAGzipFileThatHoldsNoTar() throws IOException {
        Path gzip = folder.resolve("faces.tar.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write("no tar, and long enough to be taken for the header of one. ".repeat(40).getBytes());
        }
        assertTellsThatItIsNoArchive(gzip);
    }

    @Test
    void refusesATruncatedArchive() throws IOException {
        Path archive = SyntheticFaces.writeArchive(folder.resolve("faces.tar.gz"), FACES);
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertTellsThatItIsNoArchive(archive);
    }

    private static void assertTellsThatItIsNoArchive(Path file) {
        DataException refusal = assertThrows(DataException.class, () -> Dataset.read(file));
        assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void keepsTheOrderWhateverThatOfTheArchive() throws IOException {
        List<Face> shuffled = new ArrayList<>(FACES);
        Collections.reverse(shuffled);
        assertHoldsTheFaces(Dataset.read(SyntheticFaces.writeArchive(folder.resolve("faces.tar.gz"), shuffled)));
    }
}
