package dev.visage.image;

import dev.visage.image.ImageRefusedException.Reason;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Looks at an image file without decoding it, and refuses what must not or cannot be decoded. */
@Singleton
public class ImageInspector {

    /** As long as a JPEG can have. Resizing keeps some rows in full length, in floats: long ones would take all memory. */
    private static final int LONGEST_SIDE = 65_535;

    private final ImageLimits limits;

    ImageInspector(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the header of an image file.
     *
     * @param file the bytes of the file, not modified
     * @return the header of an image that is complete and within the limits
     * @throws ImageRefusedException if the file is empty, unknown, unsupported, incomplete or too large
     */
    public ImageHeader inspect(byte[] file) {
        if (file.length == 0) {
            throw new ImageRefusedException(Reason.EMPTY, "The image has no bytes. Send a JPEG or PNG file.");
        }
        long maxBytes = limits.maxBytes().asLongValue();
        if (file.length > maxBytes) {
            throw ImageRefusedException.tooManyBytes(file.length, maxBytes);
        }
        ImageHeader header = readHeader(file);
        if (header.pixels() > limits.maxPixels()) {
            throw new ImageRefusedException(Reason.TOO_MANY_PIXELS, String.format(Locale.ROOT,
                    "The image has %d x %d pixels, and at most %,d in all are accepted. Scale it down.",
                    header.width(), header.height(), limits.maxPixels()));
        }
        if (Math.max(header.width(), header.height()) > LONGEST_SIDE) {
            throw new ImageRefusedException(Reason.TOO_MANY_PIXELS, String.format(Locale.ROOT,
                    "The image has %d x %d pixels, and at most %,d in a row or column are accepted. Scale it down.",
                    header.width(), header.height(), LONGEST_SIDE));
        }
        if (header.format() == ImageFormat.PNG) {
            PngPixels.check(file);
        }
        return header;
    }

    private static ImageHeader readHeader(byte[] file) {
        ImageFormat format = ImageFormat.of(file).orElseThrow(() -> new ImageRefusedException(Reason.NOT_AN_IMAGE,
                "The bytes are no image of a known format. Send the bytes of a JPEG or PNG file."));
        return switch (format) {
            case JPEG -> JpegHeaderReader.read(file);
            case PNG -> PngHeaderReader.read(file);
            default -> throw new ImageRefusedException(Reason.UNSUPPORTED_FORMAT,
                    "The image is " + format.title() + ". Convert it to JPEG or PNG.");
        };
    }
}
