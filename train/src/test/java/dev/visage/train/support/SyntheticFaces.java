package dev.visage.train.support;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Pictures with labels that can be learnt from them: women are white discs, men black ones, and who is older is larger. */
public final class SyntheticFaces {

    private static final int SIZE = 48;
    private static final int BLOCK = 8;

    private SyntheticFaces() {
    }

    /** Faces of all age groups, genders and races in turn, on backgrounds that differ from each other. */
    public static List<Face> faces(int count) {
        Random random = new Random(1);
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AgeGroup group = AgeGroup.values()[i / 2 % AgeGroup.values().length];
            int age = group.low() + random.nextInt(group.high() - group.low() + 1);
            Label label = new Label(age, Gender.values()[i % 2], Race.values()[i % Race.values().length]);
            faces.add(face(label, i));
        }
        return faces;
    }

    /** The same number draws the same background. */
    public static Face face(Label label, int number) {
        return new Face(name(label, number), label, encode(picture(label, number), "jpg"));
    }

    public static Dataset dataset(int count) {
        return new Dataset(faces(count), List.of(), "digest of " + count + " synthetic faces");
    }

    public static String name(Label label, int number) {
        return "%d_%d_%d_2017%013d.jpg.chip.jpg".formatted(label.age(), label.gender().ordinal(), label.race().ordinal(),
                number);
    }

    public static BufferedImage picture(Label label, int number) {
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(number);
        Graphics2D graphics = picture.createGraphics();
        for (int y = 0; y < SIZE; y += BLOCK) {
            for (int x = 0; x < SIZE; x += BLOCK) {
                int grey = 60 + random.nextInt(137);
                graphics.setColor(new Color(grey, grey, grey));
                graphics.fillRect(x, y, BLOCK, BLOCK);
            }
        }
        graphics.setColor(label.gender() == Gender.FEMALE ? Color.WHITE : Color.BLACK);
        int diameter = Math.round(SIZE * (0.25f + 0.65f * label.age() / AgeGroup.MAX_AGE));
        graphics.fillOval((SIZE - diameter) / 2, (SIZE - diameter) / 2, diameter, diameter);
        graphics.dispose();
        return picture;
    }

    /** @param format as ImageIO names it */
    public static byte[] encode(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Path writeFolder(Path folder, List<Face> faces) throws IOException {
        Files.createDirectories(folder);
        for (Face face : faces) {
            Files.write(folder.resolve(face.name()), face.image());
        }
        return folder;
    }

    /** A tar.gz as UTKFace comes: the files in a folder. */
    public static Path writeArchive(Path file, List<Face> faces) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            tar.putArchiveEntry(new TarArchiveEntry("UTKFace/"));
            tar.closeArchiveEntry();
            for (Face face : faces) {
                TarArchiveEntry entry = new TarArchiveEntry("UTKFace/" + face.name());
                entry.setSize(face.image().length);
                tar.putArchiveEntry(entry);
                tar.write(face.image());
                tar.closeArchiveEntry();
            }
        }
        return file;
    }
}
