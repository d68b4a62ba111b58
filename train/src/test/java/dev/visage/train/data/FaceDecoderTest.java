package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.network.ImageInput;
import dev.visage.train.support.SmallRun;
import dev.visage.train.support.SyntheticFaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceDecoderTest {

    @Test
    void decodesEachFaceToItsPixels() {
        List<Face> faces = SyntheticFaces.faces(70);
        byte[][] pixels = SmallRun.decode(faces, new ImageInput(24, 3));
        assertEquals(70, pixels.length);
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(24 * 24 * 3, pixels[i].length);
            int centre = pixels[i][(12 * 24 + 12) * 3] & 0xff;
            assertTrue(faces.get(i).label().gender() == Gender.FEMALE ? centre > 230 : centre < 25,
                    "women are white discs, men black ones: " + centre);
        }
    }

    @Test
    void namesTheFileThatIsNoReadableImage() {
        List<Face> faces = new ArrayList<>(SyntheticFaces.faces(5));
        byte[] whole = faces.get(3).image();
        for (byte[] broken : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[0],
                "no image".getBytes(StandardCharsets.UTF_8))) {
            faces.set(3, new Face("broken.jpg", faces.get(3).label(), broken));
            DataException refusal =
                    assertThrows(DataException.class, () -> SmallRun.decode(faces, new ImageInput(16, 1)));
            assertEquals("broken.jpg is not a readable JPEG or PNG image. Remove it from the data.", refusal.getMessage());
        }
    }
}
