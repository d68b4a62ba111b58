package dev.visage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.inference.FaceClassifier;
import dev.visage.inference.TestClassifiers;
import dev.visage.lambda.Deployments;
import dev.visage.lambda.FunctionContainer;
import dev.visage.lambda.HttpApiEvent;
import dev.visage.lambda.RuntimeApi;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native executable is the same function: it answers as the JVM does, to the last digit. */
class NativeAnswersIT {

    private static final int IMAGES = 200;

    @TempDir
    Path folder;

    @Test
    void answersAsTheJvmDoes() throws Exception {
        ObjectMapper json = new ObjectMapper();
        BufferedImage face = ImageIO.read(new ByteArrayInputStream(TestImages.face()));
        try (FaceClassifier jvm = TestClassifiers.open(ShippedModel.read());
                RuntimeApi api = RuntimeApi.start();
                FunctionContainer function =
                        FunctionContainer.start(Deployments.nativeExecutable(), folder, Map.of(), api)) {
            for (int i = 0; i < IMAGES; i++) {
                byte[] image = image(face, i);
                Classification expected = Classification.of(jvm.classify(image, 1), jvm.model());
                byte[] event = HttpApiEvent.photo("image/jpeg", image);
                RuntimeApi.Answer answer = api.invoke(event).get(60, TimeUnit.SECONDS);

                String body = json.readTree(answer.content()).path("body").asText();
                assertEquals(json.valueToTree(expected), json.readTree(body),
                        () -> answer.text() + function.log());
            }
        }
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
