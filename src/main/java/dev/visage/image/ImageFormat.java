package dev.visage.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that are told apart by how a file begins: two that are accepted, and those that people send instead. */
public enum ImageFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    BMP("BMP"),
    WEBP("WebP"),
    HEIF("HEIC or AVIF"),
    TIFF("TIFF"),
    PDF("PDF");

    /** How the brands of still images begin; videos have the same container. */
    private static final List<String> HEIF_BRANDS = List.of("hei", "hev", "mif", "msf", "avi");

    private final String title;

    ImageFormat(String title) {
        this.title = title;
    }

    /** The format as people call it, for messages. */
    public String title() {
        return title;
    }

    /** The format of a file that begins with these bytes; empty if it is none of those known here. */
    public static Optional<ImageFormat> of(byte[] file) {
        return Optional.ofNullable(recognise(file));
    }

    private static ImageFormat recognise(byte[] file) {
        if (has(file, 0, "\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (has(file, 0, "\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (has(file, 0, "GIF87a") || has(file, 0, "GIF89a")) {
            return GIF;
        }
        if (has(file, 0, "RIFF") && has(file, 8, "WEBP")) {
            return WEBP;
        }
        if (has(file, 4, "ftyp") && HEIF_BRANDS.stream().anyMatch(brand -> has(file, 8, brand))) {
            return HEIF;
        }
        if (has(file, 0, "II*\0") || has(file, 0, "MM\0*")) {
            return TIFF;
        }
        if (has(file, 0, "%PDF-")) {
            return PDF;
        }
        // Two letters are little, so a text may begin with them: what follows must be the two reserved zeros.
        if (has(file, 0, "BM") && has(file, 6, "\0\0\0\0")) {
            return BMP;
        }
        return null;
    }

    private static boolean has(byte[] file, int offset, String signature) {
        byte[] expected = signature.getBytes(ISO_8859_1);
        return file.length >= offset + expected.length
                && Arrays.equals(file, offset, offset + expected.length, expected, 0, expected.length);
    }
}
