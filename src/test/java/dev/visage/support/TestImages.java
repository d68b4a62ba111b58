package dev.visage.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes the image files that the tests send. */
public final class TestImages {

    private static final int JPEG_START_BYTES = 2;
    private static final int PNG_SIGNATURE_AND_HEADER_BYTES = 8 + 25;

    private TestImages() {
    }

    /** The face that the project has as its example. */
    public static byte[] face() {
        try {
            return Files.readAllBytes(Path.of("examples", "astronaut-face.jpg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture of which no corner is like another, so that every turn shows. */
    public static BufferedImage picture(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(40, 30, 90), width, height, new Color(230, 200, 160)));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(Color.WHITE);
        graphics.fillOval(0, 0, width / 3, height / 2);
        graphics.dispose();
        return picture;
    }

    public static byte[] jpeg(int width, int height) {
        return write(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", false);
    }

    public static byte[] progressiveJpeg(int width, int height) {
        return write(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", true);
    }

    public static byte[] jpeg(BufferedImage picture) {
        return write(picture, "jpeg", false);
    }

    /** Four channels without a marker of what they are, which readers take as inks. */
    public static byte[] cmykJpeg(int width, int height) {
        Raster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        return write(new IIOImage(inks, null, null), "jpeg", false);
    }

    public static byte[] png(int width, int height) {
        return png(picture(width, height, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] png(BufferedImage picture) {
        return write(picture, "png", false);
    }

    public static byte[] interlacedPng(BufferedImage picture) {
        return write(picture, "png", true);
    }

    /** The file of a JPEG with an EXIF segment in front of all others. */
    public static byte[] jpegWithExif(byte[] jpeg, byte[] tiff) {
        return ByteBuffer.allocate(jpeg.length + 10 + tiff.length)
                .put(jpeg, 0, JPEG_START_BYTES)
                .putShort((short) 0xFFE1)
                .putShort((short) (8 + tiff.length))
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
                .put(tiff)
                .put(jpeg, JPEG_START_BYTES, jpeg.length - JPEG_START_BYTES)
                .array();
    }

    /** The file of a PNG with an eXIf chunk behind its header. */
    public static byte[] pngWithExif(byte[] png, byte[] tiff) {
        return pngWithChunk(png, "eXIf", tiff);
    }

    /** The file of a PNG with another chunk behind its header. */
    public static byte[] pngWithChunk(byte[] png, String type, byte[] data) {
        byte[] chunk = ByteBuffer.allocate(4 + data.length).put(type.getBytes(US_ASCII)).put(data).array();
        CRC32 checksum = new CRC32();
        checksum.update(chunk);
        return ByteBuffer.allocate(png.length + 8 + chunk.length)
                .put(png, 0, PNG_SIGNATURE_AND_HEADER_BYTES)
                .putInt(data.length)
                .put(chunk)
                .putInt((int) checksum.getValue())
                .put(png, PNG_SIGNATURE_AND_HEADER_BYTES, png.length - PNG_SIGNATURE_AND_HEADER_BYTES)
                .array();
    }

    /** EXIF data with another tag and then the orientation. */
    public static byte[] exif(ByteOrder order, int orientation) {
        return ByteBuffer.allocate(8 + 2 + 2 * 12 + 4).order(order)
                .put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'})
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(640)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1)
                .putShort((short) orientation).putShort((short) 0)
                .putInt(0)
                .array();
    }

    /**
     * How a camera stores a picture that has to be turned by an orientation to be upright.
     *
     * @param orientation 1 to 8, as EXIF counts it
     */
    public static BufferedImage stored(BufferedImage upright, int orientation) {
        boolean lying = orientation >= 5;
        int width = upright.getWidth();
        int height = upright.getHeight();
        BufferedImage stored = new BufferedImage(lying ? height : width, lying ? width : height, upright.getType());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int bottom = height - 1 - y;
                int rgb = upright.getRGB(x, y);
                switch (orientation) {
                    case 1 -> stored.setRGB(x, y, rgb);
                    case 2 -> stored.setRGB(right, y, rgb);
                    case 3 -> stored.setRGB(right, bottom, rgb);
                    case 4 -> stored.setRGB(x, bottom, rgb);
                    case 5 -> stored.setRGB(y, x, rgb);
                    case 6 -> stored.setRGB(y, right, rgb);
                    case 7 -> stored.setRGB(bottom, right, rgb);
                    case 8 -> stored.setRGB(bottom, x, rgb);
                    default -> throw new IllegalArgumentException("There are eight orientations, not " + orientation);
                }
            }
        }
        return stored;
    }

    private static byte[] write(BufferedImage picture, String format, boolean progressive) {
        return write(new IIOImage(picture, null, null), format, progressive);
    }

    private static byte[] write(IIOImage picture, String format, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, picture, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
