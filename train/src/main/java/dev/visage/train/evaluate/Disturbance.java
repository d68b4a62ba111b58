package dev.visage.train.evaluate;

import com.fasterxml.jackson.annotation.JsonKey;
import dev.visage.train.data.DataException;
import dev.visage.train.data.Face;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/** What the photos of users have that cropped and aligned faces have not. */
public enum Disturbance {

    CLOSER("cropped closer: the middle 80 % of width and height",
            photo -> cut(photo, 1, AffineTransform.getScaleInstance(1.25, 1.25))),
    WIDER("cropped wider: the face 70 % as large", photo -> cut(photo, 1, AffineTransform.getScaleInstance(0.7, 0.7))),
    OFF_CENTRE("a tenth of width and height off the centre", photo -> cut(photo, 1,
            AffineTransform.getTranslateInstance(photo.getWidth() / 10.0, photo.getHeight() / 10.0))),
    TURNED("turned by 15 degrees", photo -> cut(photo, 1, AffineTransform.getRotateInstance(Math.toRadians(15)))),
    NOT_SQUARE("not square: the middle three quarters of the width", photo -> cut(photo, 0.75, new AffineTransform())),
    DARK("half as bright", photo -> new RescaleOp(0.5f, 0, null).filter(photo, null)),
    SMALL("of 32 x 32 pixels", Disturbance::thumbnail);

    private static final int THUMBNAIL = 32;

    private final String description;
    private final UnaryOperator<BufferedImage> change;

    Disturbance(String description, UnaryOperator<BufferedImage> change) {
        this.description = description;
        this.change = change;
    }

    /** What the photo is then, such as {@code turned by 15 degrees}. */
    public String description() {
        return description;
    }

    /** What programs call it, such as {@code off_centre}. */
    @JsonKey
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The face on the changed photo, as PNG.
     *
     * @throws DataException if the photo cannot be decoded
     */
    Face of(Face face) {
        try {
            BufferedImage photo = ImageIO.read(new ByteArrayInputStream(face.image()));
            if (photo == null) {
                throw new DataException(face.name() + " is not a readable JPEG or PNG file.");
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(change.apply(photo), "png", png);
            return new Face(face.name(), face.label(), png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(face.name(), e);
        }
    }

    /**
     * Cuts from the middle of a photo.
     *
     * @param width  of the cut, as a share of the photo's
     * @param change of the photo, around its centre
     */
    private static BufferedImage cut(BufferedImage photo, double width, AffineTransform change) {
        BufferedImage cut = new BufferedImage((int) Math.round(width * photo.getWidth()), photo.getHeight(),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = cut.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.translate(cut.getWidth() / 2.0, cut.getHeight() / 2.0);
        graphics.transform(change);
        graphics.translate(-photo.getWidth() / 2.0, -photo.getHeight() / 2.0);
        // Around its borders the photo goes on mirrored: what surrounds a face is no frame of one colour.
        for (int row = -1; row <= 1; row++) {
            for (int column = -1; column <= 1; column++) {
                graphics.drawImage(photo, new AffineTransform(
                        column == 0 ? 1 : -1, 0, 0, row == 0 ? 1 : -1,
                        column <= 0 ? 0 : 2 * photo.getWidth(), row <= 0 ? 0 : 2 * photo.getHeight()), null);
            }
        }
        graphics.dispose();
        return cut;
    }

    private static BufferedImage thumbnail(BufferedImage photo) {
        BufferedImage thumbnail = new BufferedImage(THUMBNAIL, THUMBNAIL, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = thumbnail.createGraphics();
        graphics.drawImage(photo.getScaledInstance(THUMBNAIL, THUMBNAIL, BufferedImage.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return thumbnail;
    }
}
