package dev.visage.image;

import dev.visage.image.ImageRefusedException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the header of a JPEG file: its frame, of any usual coding process, and the orientation from its EXIF segment. Then walks
 * on to the file's end, since what comes can be cut off, or cost more than any photo.
 */
final class JpegHeaderReader {

    private static final int START_OF_IMAGE_BYTES = 2;
    private static final byte MARKER = (byte) 0xFF;
    private static final int FIRST_FRAME = 0xC0;
    private static final int PROGRESSIVE_FRAME = 0xC2;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APPLICATION_1 = 0xE1;
    private static final int INKS = 4;
    /**
     * Programs write about ten. But a scan can be ten bytes that cost a pass over all pixels, in a progressive file and in
     * one that has its colours apart: half a million of them fit into the limits, and would take an hour.
     */
    private static final int MOST_SCANS = 100;
    private static final long EXIF = 0x457869660000L;
    private static final int EXIF_BYTES = 6;

    private JpegHeaderReader() {
    }

    /** @throws ImageRefusedException if the file is truncated, has no frame before its first scan, or countless scans */
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
        int orientation = ImageHeader.UPRIGHT;
        int marker = nextMarker(file);
        while (marker != START_OF_SCAN) {
            if (marker == END_OF_IMAGE) {
                throw damaged("it ends before its first scan");
            }
            ByteBuffer segment = nextSegment(file);
            if (isFrame(marker)) {
                if (marker > PROGRESSIVE_FRAME) {
                    // Arithmetic coding goes on without a byte of data: seconds for each scan.
                    throw unsupported("of a rare kind, lossless, hierarchical or arithmetic. Save it as an ordinary one.");
                }
                frame = frame(segment);
            } else if (isExif(marker, segment)) {
                orientation = ExifOrientation.read(segment.slice(EXIF_BYTES, segment.limit() - EXIF_BYTES));
            }
            marker = nextMarker(file);
        }
        if (frame == null) {
            throw damaged("it has no frame header");
        }
        for (int scans = 0; marker != END_OF_IMAGE; marker = nextMarker(file)) {
            nextSegment(file);
            if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
                throw damaged("it has more scans than any program writes");
            }
        }
        return new ImageHeader(ImageFormat.JPEG, frame.width(), frame.height(), orientation);
    }

    /**
     * The code of the next marker that has a segment, or ends the image. Like every decoder, skips what a sloppy writer left
     * between two segments; a scan's pixels, in which a zero follows each FF, are skipped alike.
     */
    private static int nextMarker(ByteBuffer file) {
        int code = 0;
        while (code == 0 || isAlone(code)) {
            skipToMarker(file);
            do {
                code = unsigned(file.get());
            } while (code == 0xFF);
        }
        if (code < FIRST_FRAME) {
            // A decoder may skip such a marker alone, and read as the file what is taken for its segment here.
            throw damaged("it has a reserved marker");
        }
        return code;
    }

    /** In the array, as a photo has millions of bytes to be skipped. */
    private static void skipToMarker(ByteBuffer file) {
        byte[] bytes = file.array();
        int position = file.position();
        while (position < bytes.length && bytes[position] != MARKER) {
            position++;
        }
        file.position(position);
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
            throw unsupported("in CMYK, made for print. Convert it to RGB.");
        }
        return new ImageHeader(ImageFormat.JPEG, width, height, ImageHeader.UPRIGHT);
    }

    private static boolean isExif(int marker, ByteBuffer segment) {
        // A long holds the six letters and two bytes of what follows, which a valid segment always has.
        return marker == APPLICATION_1 && segment.limit() >= Long.BYTES && segment.getLong(0) >>> 16 == EXIF;
    }

    /** Start-of-frame markers are C0 to CF but for three that share the range: tables, arithmetic tables, reserved. */
    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Markers without a segment: TEM, the restarts, a repeated start of image. */
    private static boolean isAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
    }

    private static int unsigned(byte value) {
        return Byte.toUnsignedInt(value);
    }

    private static ImageRefusedException truncated() {
        return new ImageRefusedException(Reason.TRUNCATED, "The JPEG file is cut off. Send it complete.");
    }

    private static ImageRefusedException unsupported(String how) {
        return new ImageRefusedException(Reason.UNSUPPORTED_FORMAT, "The image is a JPEG " + how);
    }

    private static ImageRefusedException damaged(String how) {
        return new ImageRefusedException(Reason.DAMAGED, "The JPEG file is damaged: " + how + ". Save it anew.");
    }
}
