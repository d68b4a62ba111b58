package dev.visage.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The trainer's command line, as its own project has built it.
 *
 * @param environment what its process gets besides this one's environment
 */
public record Trainer(Map<String, String> environment) {

    private static final Path JAR = Path.of("train", "target", "visage-train.jar");
    private static final int SIZE = 200;

    /** Runs one command to its end, and fails the test if it does not end well. */
    public void run(Object... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        try {
            Path log = Files.createTempFile(Path.of("target"), "train-" + arguments[0], ".log");
            ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            process.environment().putAll(environment);
            Process trainer = process.start();
            assertTrue(trainer.waitFor(10, TimeUnit.MINUTES), "The trainer does not come to an end: " + command);
            assertEquals(0, trainer.exitValue(), () -> command + " has ended with\n" + read(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes pictures, each unlike every other, with the names that UTKFace gives its images. */
    public Path drawFaces(Path folder, int count) {
        Random random = new Random(1);
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                int age = 1 + i * 89 / count;
                String name = "%d_%d_%d_%d.jpg.chip.jpg".formatted(age, i % 2, i % 5, 20170116174525125L + i);
                Files.write(folder.resolve(name), TestImages.jpeg(face(random)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static BufferedImage face(Random random) {
        BufferedImage face = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = face.createGraphics();
        for (int i = 0; i < 30; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(random.nextInt(SIZE), random.nextInt(SIZE), random.nextInt(SIZE), random.nextInt(SIZE));
        }
        graphics.dispose();
        return face;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
