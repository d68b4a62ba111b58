package dev.visage.image;

/**
 * What an image file tells about itself before it is decoded.
 *
 * @param format      how the file is encoded
 * @param width       pixels in a row as stored, at least 1
 * @param height      rows as stored, at least 1
 * @param orientation how to turn the stored picture upright, as EXIF counts it: 1 (upright already) to 8
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation) {

    /** The EXIF orientation of a picture that needs no turning. */
    public static final int UPRIGHT = 1;

    /** The number of pixels that decoding will produce. */
    public long pixels() {
        return (long) width * height;
    }
}
