package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.DataException;
import dev.visage.train.data.Face;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.support.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisturbanceTest {

    /** A white disc of 20 pixels across in the middle of 48 x 48 pixels. */
    private static final Label LABEL = new Label(30, Gender.FEMALE, Race.WHITE);
    private static final Face FACE = SyntheticFaces.face(LABEL, 1);

    private static BufferedImage picture(Face face) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(face.image()));
    }

    private static BufferedImage disturbed(Disturbance disturbance) throws IOException {
        return picture(disturbance.of(FACE));
    }

    private static int grey(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xff;
    }

    /** How wide the white disc is in the middle row. */
    private static long width(BufferedImage picture) {
        int y = picture.getHeight() / 2;
        return IntStream.range(0, picture.getWidth()).filter(x -> grey(picture, x, y) > 225).count();
    }

    @ParameterizedTest
    @EnumSource
    void keepsNameAndLabelAndChangesThePicture(Disturbance disturbance) throws IOException {
        Face changed = disturbance.of(FACE);
        assertEquals(FACE.name(), changed.name());
        assertEquals(FACE.label(), changed.label());
        BufferedImage picture = picture(changed);
        boolean differs = picture.getWidth() != 48 || picture.getHeight() != 48;
        for (int i = 0; !differs && i < 48 * 48; i++) {
            differs = Math.abs(grey(picture, i % 48, i / 48) - grey(picture(FACE), i % 48, i / 48)) > 20;
        }
        assertTrue(differs, disturbance.description());
    }

    @Test
    void makesFacesLargerAndSmaller() throws IOException {
        long before = width(picture(FACE));
        assertEquals(1.25 * before, width(disturbed(Disturbance.CLOSER)), 2);
        assertEquals(0.7 * before, width(disturbed(Disturbance.WIDER)), 2);
        assertEquals(before, width(disturbed(Disturbance.TURNED)), 2);
    }

    @Test
    void leavesNoFrameAroundAPhoto() throws IOException {
        for (Disturbance disturbance : EnumSet.of(Disturbance.WIDER, Disturbance.OFF_CENTRE, Disturbance.TURNED)) {
            BufferedImage picture = disturbed(disturbance);
            for (int i = 0; i < 48; i++) {
                assertTrue(grey(picture, i, 0) > 30 && grey(picture, 0, i) > 30 && grey(picture, i, 47) > 30
                        && grey(picture, 47, i) > 30, disturbance + " is black at its border");
            }
        }
    }

    @Test
    void changesShapeSizeAndLight() throws IOException {
        assertEquals(List.of(36, 48), List.of(disturbed(Disturbance.NOT_SQUARE).getWidth(),
                disturbed(Disturbance.NOT_SQUARE).getHeight()));
        assertEquals(List.of(32, 32), List.of(disturbed(Disturbance.SMALL).getWidth(),
                disturbed(Disturbance.SMALL).getHeight()));
        assertEquals(grey(picture(FACE), 24, 24) / 2.0, grey(disturbed(Disturbance.DARK), 24, 24), 1);
    }

    @Test
    void refusesWhatIsNoImage() {
        Face text = new Face("text.jpg", LABEL, new byte[] {1, 2, 3});
        assertThrows(DataException.class, () -> Disturbance.DARK.of(text));
    }

    @Test
    void isMeasuredOnAllFaces() {
        AtomicInteger asked = new AtomicInteger();
        Map<Disturbance, Figures> figures = Robustness.of(List.of(FACE, FACE), faces -> {
            asked.incrementAndGet();
            return faces.stream().map(face -> new Outcome(face.label(),
                    new Prediction(0.9, 30, 20, 40, List.of(0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)))).toList();
        }).figures();
        assertEquals(Disturbance.values().length, asked.get());
        assertEquals(EnumSet.allOf(Disturbance.class), figures.keySet());
        assertTrue(figures.values().stream().allMatch(each -> each.images() == 2 && each.genderAccuracy() == 1));
    }
}
