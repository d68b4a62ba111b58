package dev.visage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.inference.FaceClassifier;
import dev.visage.inference.MagnifiedModel;
import dev.visage.inference.TestClassifiers;
import dev.visage.lambda.Deployments;
import dev.visage.lambda.FunctionContainer;
import dev.visage.lambda.HttpApiEvent;
import dev.visage.lambda.RuntimeApi;
import dev.visage.model.Model;
import dev.visage.support.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The native executable is the same function: the ages, the gender's probability and that of an age group are what they
 * are on the JVM, to the last bit.
 */
class NativeAnswersIT {

    private static final int IMAGES = 200;

    @TempDir
    Path folder;

    @Test
    void answersAsTheJvmDoes() throws Exception {
        BufferedImage face = ImageIO.read(new ByteArrayInputStream(TestImages.face()));
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            images.add(image(face, i));
        }

        assertAnswersAsTheJvmDoes(images);
    }

    @Test
    void answersAsTheJvmDoesOnRealFaces() throws Exception {
        String archive = System.getenv("VISAGE_UTKFACE");
        assumeTrue(archive != null && !archive.isEmpty(), "skipped: set VISAGE_UTKFACE to the path of UTKFace.tar.gz");

        assertAnswersAsTheJvmDoes(realFaces(Path.of(archive)));
    }

    private void assertAnswersAsTheJvmDoes(List<byte[]> images) throws Exception {
        assertEquals(IMAGES, images.size());
        Path magnified = Files.createDirectory(folder.resolve("model"));
        Model model = MagnifiedModel.write(magnified);
        ObjectMapper json = new ObjectMapper();
        try (FaceClassifier jvm = TestClassifiers.open(model);
                RuntimeApi api = RuntimeApi.start();
                FunctionContainer function = FunctionContainer.start(Deployments.nativeExecutable(), folder,
                        Map.of("VISAGE_MODEL_URI", magnified.toUri().toString()), api)) {
            for (byte[] image : images) {
                Classification expected = Classification.of(jvm.classify(image, 1), jvm.model());
                byte[] event = HttpApiEvent.photo("image/jpeg", image);
                RuntimeApi.Answer answer = api.invoke(event).get(60, TimeUnit.SECONDS);

                String body = json.readTree(answer.content()).path("body").asText();
                assertEquals(json.valueToTree(expected), json.readTree(body), () -> answer.text() + function.log());
            }
        }
    }

    private List<byte[]> realFaces(Path archive) throws Exception {
        Path faces = Files.createDirectory(folder.resolve("faces"));
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", faces.toString()).inheritIO().start();
        assertEquals(0, tar.waitFor());
        List<byte[]> images = new ArrayList<>();
        try (Stream<Path> files = Files.walk(faces)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
            for (int i = 0; i < IMAGES; i++) {
                images.add(Files.readAllBytes(all.get(i * all.size() / IMAGES)));
            }
        }
        return images;
    }

    /** Parts of a face, large and small, of both formats. */
    private static byte[] image(BufferedImage face, int i) throws IOException {
        int size = face.getWidth() * (60 + i % 40) / 100;
        int rest = Math.min(face.getWidth(), face.getHeight()) - size;
        BufferedImage part = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        part.getGraphics().drawImage(face, -(rest * (i % 7) / 7), -(rest * (i % 11) / 11), null);
        return i % 2 == 0 ? TestImages.jpeg(part) : TestImages.png(part);
    }
}
