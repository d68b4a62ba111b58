package dev.visage.image;

import dev.visage.image.ImageRefusedException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads the header of a JPEG file: its frame, of any coding process, and the orientation from its EXIF segment. */
final class JpegHeaderReader {

    private static final int START_OF_IMAGE_BYTES = 2;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APPLICATION_1 = 0xE1;
    private static final int INKS = 4;
    private static final int MOST_SCANS = 100;
    private static final long EXIF = 0x457869660000L;
    private static final int EXIF_BYTES = 6;

    private JpegHeaderReader() {
    }

    /** @throws ImageRefusedException if the file is truncated, or has no frame before its first scan */
    static ImageHeader read(byte[] file) {
        try {
            return read(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException e) {
            throw truncated();
        }
    }

    private static ImageHeader read(ByteBuffer file) {
        file.position(START_OF_IMAGE_BYTES);
        ImageHeader frame = null;
        boolean progressive = false;
        int orientation = ImageHeader.UPRIGHT;
        while (true) {
            int marker = nextMarker(file);
            if (isAlone(marker)) {
                continue;
            }
            if (marker == END_OF_IMAGE) {
                throw damaged("it ends before its first scan");
            }
            ByteBuffer segment = nextSegment(file);
            if (isFrame(marker)) {
                frame = frame(segment);
                progressive = isProgressive(marker);
            } else if (isExif(marker, segment)) {
                orientation = ExifOrientation.read(segment.slice(EXIF_BYTES, segment.limit() - EXIF_BYTES));
            } else if (marker == START_OF_SCAN) {
                break;
            }
        }
        if (frame == null) {
            throw damaged("it has no frame header");
        }
        if (!isEnded(file)) {
            throw truncated();
        }
        if (progressive && furtherScans(file) >= MOST_SCANS) {
            throw damaged("it has more scans than any program writes");
        }
        return new ImageHeader(ImageFormat.JPEG, frame.width(), frame.height(), orientation);
    }

    /** The code of the next marker. Like every decoder, skips what a sloppy writer left between two segments. */
    private static int nextMarker(ByteBuffer file) {
        int code = 0;
        while (code == 0) {
            while (unsigned(file.get()) != 0xFF) {
                // Not a marker yet.
            }
            do {
                code = unsigned(file.get());
            } while (code == 0xFF);
        }
        return code;
    }

    private static ByteBuffer nextSegment(ByteBuffer file) {
        int length = Short.toUnsignedInt(file.getShort()) - Short.BYTES;
        if (length < 0) {
            throw damaged("a segment has an impossible length");
        }
        if (length > file.remaining()) {
            throw truncated();
        }
        ByteBuffer segment = file.slice(file.position(), length);
        file.position(file.position() + length);
        return segment;
    }

    private static ImageHeader frame(ByteBuffer segment) {
        if (segment.limit() < 6) {
            throw damaged("its frame header is too short");
        }
        int height = Short.toUnsignedInt(segment.getShort(1));
        int width = Short.toUnsignedInt(segment.getShort(3));
        if (width == 0 || height == 0) {
            throw damaged("its frame header says that it has no pixels");
        }
        if (segment.get(5) == INKS) {
            // A network of one channel cannot read them, one of three can: no model is to answer unlike another.
            throw new ImageRefusedException(Reason.UNSUPPORTED_FORMAT,
                    "The image is a CMYK JPEG, made for print. Convert it to RGB.");
        }
        return new ImageHeader(ImageFormat.JPEG, width, height, ImageHeader.UPRIGHT);
    }

    private static boolean isExif(int marker, ByteBuffer segment) {
        // A long holds the six letters and two bytes of what follows, which a valid segment always has.
        return marker == APPLICATION_1 && segment.limit() >= Long.BYTES && segment.getLong(0) >>> 16 == EXIF;
    }

    /** Start-of-frame markers are C0 to CF but for three that share the range: tables, arithmetic tables, reserved. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Every fourth coding process, from C2 on, is a progressive one. */
    private static boolean isProgressive(int frameMarker) {
        return (frameMarker & 3) == 2;
    }

    /** Markers without a segment: TEM, the restarts, a repeated start of image. */
    private static boolean isAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }

    /**
     * Whether the end-of-image marker follows. TensorFlow refuses a file without it as well, but does not say why.
     * Searched from the end, as an intact file ends with it: two bytes in practice.
     */
    private static boolean isEnded(ByteBuffer scan) {
        for (int i = scan.limit() - 2; i >= scan.position(); i--) {
            if (unsigned(scan.get(i)) == 0xFF && unsigned(scan.get(i + 1)) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }

    /**
     * How often the scan's marker follows. Programs write about ten scans, but in a progressive file each may be a few
     * bytes that cost a pass over all pixels: half a million of them fit into the limits, and would take hours.
     */
    private static int furtherScans(ByteBuffer scan) {
        int scans = 0;
        for (int i = scan.position(); i < scan.limit() - 1; i++) {
            if (unsigned(scan.get(i)) == 0xFF && unsigned(scan.get(i + 1)) == START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    private static int unsigned(byte value) {
        return Byte.toUnsignedInt(value);
    }

    private static ImageRefusedException truncated() {
        return new ImageRefusedException(Reason.TRUNCATED, "The JPEG file is cut off. Send it complete.");
    }

    private static ImageRefusedException damaged(String how) {
        return new ImageRefusedException(Reason.DAMAGED, "The JPEG file is damaged: " + how + ". Save it anew.");
    }
}
