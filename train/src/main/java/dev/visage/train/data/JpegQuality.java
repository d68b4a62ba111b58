package dev.visage.train.data;

import dev.visage.train.network.ImageInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What a JPEG file of low quality makes of a picture. */
final class JpegQuality {

    private JpegQuality() {
    }

    /**
     * @param pixels  of a picture of the size
     * @param quality 0 to 1
     */
    static byte[] reduce(byte[] pixels, ImageInput size, float quality) {
        try {
            byte[] encoded = encode(image(pixels, size), quality);
            // In memory: what ImageIO reads by way of a file is closed at Ctrl-C, before the step at hand ends.
            return pixels(ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))), size);
        } catch (IOException e) {
            throw new UncheckedIOException("there is nothing but memory to fail", e);
        }
    }

    private static BufferedImage image(byte[] pixels, ImageInput size) {
        BufferedImage image = new BufferedImage(size.size(), size.size(),
                size.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, size.size(), size.size(), pixels);
        return image;
    }

    private static byte[] pixels(BufferedImage image, ImageInput size) {
        return (byte[]) image.getRaster().getDataElements(0, 0, size.size(), size.size(), null);
    }

    private static byte[] encode(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
