package dev.visage.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in EXIF data, which is a small TIFF file: a byte order, the offset of a directory, and in the
 * directory entries of twelve bytes each.
 */
final class ExifOrientation {

    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int MAGIC = 42;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;

    private ExifOrientation() {
    }

    /**
     * Reads the orientation.
     *
     * @param tiff EXIF data from its byte order mark on
     * @return 1 to 8; 1 (upright) also where there is none, or the data is damaged: a photo is worth more than its tags
     */
    static int read(ByteBuffer tiff) {
        ByteBuffer data = tiff.slice();
        if (data.remaining() < HEADER_BYTES) {
            return ImageHeader.UPRIGHT;
        }
        switch (data.getShort(0)) {
            case 0x4949 -> data.order(ByteOrder.LITTLE_ENDIAN);
            case 0x4D4D -> data.order(ByteOrder.BIG_ENDIAN);
            default -> {
                return ImageHeader.UPRIGHT;
            }
        }
        long directory = Integer.toUnsignedLong(data.getInt(4));
        if (data.getShort(2) != MAGIC || directory + Short.BYTES > data.limit()) {
            return ImageHeader.UPRIGHT;
        }
        int entries = Short.toUnsignedInt(data.getShort((int) directory));
        int first = (int) directory + Short.BYTES;
        for (int i = 0; i < entries && first + (i + 1) * ENTRY_BYTES <= data.limit(); i++) {
            int entry = first + i * ENTRY_BYTES;
            if (Short.toUnsignedInt(data.getShort(entry)) == ORIENTATION_TAG) {
                return orientation(data, entry);
            }
        }
        return ImageHeader.UPRIGHT;
    }

    private static int orientation(ByteBuffer data, int entry) {
        int value = Short.toUnsignedInt(data.getShort(entry + 8));
        boolean valid = data.getShort(entry + 2) == SHORT_TYPE && value >= 1 && value <= 8;
        return valid ? value : ImageHeader.UPRIGHT;
    }
}
