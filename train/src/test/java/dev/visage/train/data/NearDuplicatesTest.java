package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.visage.train.support.SyntheticFaces;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

    private static final Label LABEL = new Label(40, Gender.FEMALE, Race.WHITE);

    private static Face face(BufferedImage picture, String format) {
        return new Face("face", LABEL, SyntheticFaces.encode(picture, format));
    }

    /** The first face with a share of the second one over it. */
    private static Face blend(float share) {
        Label newborn = new Label(0, Gender.FEMALE, Race.WHITE);
        BufferedImage picture = SyntheticFaces.picture(newborn, 1);
        Graphics2D graphics = picture.createGraphics();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, share));
        graphics.drawImage(SyntheticFaces.picture(newborn, 2), 0, 0, null);
        graphics.dispose();
        return face(picture, "png");
    }

    private static BufferedImage flat() {
        return new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void groupsAPhotoWithItsReEncodedAndResizedCopies() {
        BufferedImage picture = SyntheticFaces.picture(LABEL, 1);
        BufferedImage enlarged = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = enlarged.createGraphics();
        graphics.drawImage(picture, 0, 0, 100, 100, null);
        graphics.dispose();
        Face other = face(SyntheticFaces.picture(LABEL, 2), "jpg");
        List<Face> faces = List.of(other, face(picture, "jpg"), face(picture, "png"), face(enlarged, "jpg"));
        assertArrayEquals(new int[] {0, 1, 1, 1}, NearDuplicates.group(faces));
    }

    @Test
    void groupsWhatIsConnectedThroughOthers() {
        assertArrayEquals(new int[] {0, 1}, NearDuplicates.group(List.of(blend(0), blend(0.33f))));
        assertArrayEquals(new int[] {0, 0, 0}, NearDuplicates.group(List.of(blend(0), blend(0.33f), blend(0.17f))));
    }

    @Test
    void keepsDifferentFacesApart() {
        List<Face> faces = SyntheticFaces.faces(90);
        assertArrayEquals(IntStream.range(0, 90).toArray(), NearDuplicates.group(faces));
    }

    @Test
    void leavesFlatImagesAlone() {
        List<Face> faces = List.of(face(flat(), "png"), face(flat(), "png"), face(SyntheticFaces.picture(LABEL, 1), "png"));
        assertArrayEquals(new int[] {0, 1, 2}, NearDuplicates.group(faces));
    }

    @Test
    void findsDuplicatesThatLieFarApart() {
        List<Face> faces = IntStream.range(0, 1100)
                .mapToObj(i -> face(SyntheticFaces.picture(LABEL, i == 1099 ? 7 : i), "jpg")).toList();
        int[] expected = IntStream.range(0, 1100).map(i -> i == 1099 ? 7 : i).toArray();
        assertArrayEquals(expected, NearDuplicates.group(faces));
    }
}
