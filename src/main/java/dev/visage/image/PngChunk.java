package dev.visage.image;

import dev.visage.image.ImageRefusedException.Reason;
import java.nio.ByteBuffer;

/**
 * A chunk of a PNG file.
 *
 * @param type its four letters
 * @param data its bytes, without length, type and checksum
 */
record PngChunk(int type, ByteBuffer data) {

    static final int IHDR = 0x49484452;
    static final int IDAT = 0x49444154;
    static final int IEND = 0x49454E44;
    static final int EXIF = 0x65584966;
    private static final int COLOUR_PROFILE = 0x69434350;
    private static final int COMPRESSED_TEXT = 0x7A545874;
    private static final int INTERNATIONAL_TEXT = 0x69545874;
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;

    /** The bytes of a file from its first chunk on. */
    static ByteBuffer chunks(byte[] file) {
        return ByteBuffer.wrap(file).position(SIGNATURE_BYTES);
    }

    /** @throws ImageRefusedException if the file is truncated, or the chunk has a negative length */
    static PngChunk next(ByteBuffer file) {
        if (file.remaining() < 2 * Integer.BYTES) {
            throw truncated();
        }
        int length = file.getInt();
        int type = file.getInt();
        if (length < 0) {
            throw damaged("a chunk has an impossible length");
        }
        if ((long) length + CHECKSUM_BYTES > file.remaining()) {
            throw truncated();
        }
        ByteBuffer data = file.slice(file.position(), length);
        file.position(file.position() + length + CHECKSUM_BYTES);
        return new PngChunk(type, data);
    }

    /** Whether a decoder may inflate it, though it holds no pixels. */
    boolean mayBeCompressed() {
        return type == COMPRESSED_TEXT || type == INTERNATIONAL_TEXT || type == COLOUR_PROFILE;
    }

    private static ImageRefusedException truncated() {
        return new ImageRefusedException(Reason.TRUNCATED, "The PNG file is cut off. Send it complete.");
    }

    static ImageRefusedException damaged(String how) {
        return new ImageRefusedException(Reason.DAMAGED, "The PNG file is damaged: " + how + ". Save it anew.");
    }
}
