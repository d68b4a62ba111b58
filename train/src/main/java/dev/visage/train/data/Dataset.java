package dev.visage.train.data;

import dev.visage.train.files.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The labelled photos of an archive or a folder, ordered by name.
 *
 * @param skipped the names of the images whose name does not tell a label
 * @param sha256  of the archive, or of names and contents of a folder's images
 */
public record Dataset(List<Face> faces, List<String> skipped, String sha256) {

    /**
     * Reads {@code UTKFace.tar.gz} as it is published, or a folder (and the folders in it) of its images.
     *
     * @throws NoSuchFileException if there is nothing at the path
     * @throws DataException       if it is neither a folder nor a whole tar.gz archive, if it holds no labelled image, or
     *                             two of the same name
     */
    public static Dataset read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        Dataset dataset = Files.isDirectory(path) ? readFolder(path) : readArchive(path);
        if (dataset.faces.isEmpty()) {
            throw new DataException(path + " holds no image named [age]_[gender]_[race]_[date&time].jpg.chip.jpg ("
                    + dataset.skipped.size() + " images have other names). Give the UTKFace archive or its folder.");
        }
        return dataset;
    }

    private static Dataset readArchive(Path archive) throws IOException {
        Collector collector = new Collector();
        MessageDigest digest = Sha256.start();
        // The buffer comes outermost: the readers go back in it, and the digest must see each byte once.
        try (InputStream file = new BufferedInputStream(new DigestInputStream(Files.newInputStream(archive), digest))) {
            unpack(archive, file, collector);
            // The digest covers the whole file, also what follows the end of the tar.
            file.transferTo(OutputStream.nullOutputStream());
        }
        return collector.dataset(digest);
    }

    private static void unpack(Path archive, InputStream file, Collector collector) {
        try {
            TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file, true));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    collector.add(fileName(entry.getName()), tar.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new DataException(archive + " is not a tar.gz archive, or not a whole one. Give the UTKFace archive as it"
                    + " is published, or its folder.");
        }
    }

    private static Dataset readFolder(Path folder) throws IOException {
        Collector collector = new Collector();
        MessageDigest digest = Sha256.start();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            if (collector.add(file.getFileName().toString(), content)) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        }
        return collector.dataset(digest);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static final class Collector {

        private final List<Face> faces = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();

        /** @return whether the file is an image, labelled or not */
        boolean add(String name, byte[] content) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.endsWith(".jpg") && !lower.endsWith(".jpeg") && !lower.endsWith(".png")) {
                return false;
            }
            Optional<Label> label = Label.parse(name);
            if (label.isPresent()) {
                faces.add(new Face(name, label.get(), content));
            } else {
                skipped.add(name);
            }
            return true;
        }

        Dataset dataset(MessageDigest digest) {
            faces.sort(Comparator.comparing(Face::name));
            requireDifferentNames();
            skipped.sort(Comparator.naturalOrder());
            return new Dataset(List.copyOf(faces), List.copyOf(skipped), Sha256.hex(digest));
        }

        /** A name tells which part a face belongs to. */
        private void requireDifferentNames() {
            for (int i = 1; i < faces.size(); i++) {
                if (faces.get(i).name().equals(faces.get(i - 1).name())) {
                    throw new DataException("Two images are named " + faces.get(i).name()
                            + ". Remove one of them: no photo may count twice.");
                }
            }
        }
    }
}
