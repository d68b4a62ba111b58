package dev.visage.image;

import dev.visage.image.ImageRefusedException.Reason;
import java.nio.ByteBuffer;

/** Reads the header of a PNG file by walking its chunks to the last, as the orientation may stand behind the pixels. */
final class PngHeaderReader {

    private static final int SIGNATURE_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;
    private static final int IHDR = 0x49484452;
    private static final int IHDR_BYTES = 13;
    private static final int EXIF = 0x65584966;
    private static final int COMPRESSED_TEXT = 0x7A545874;
    private static final int INTERNATIONAL_TEXT = 0x69545874;
    private static final int IEND = 0x49454E44;
    /**
     * Programs write a few. But a decoder inflates and keeps each, and eight kilobytes may become eight megabytes: a
     * thousand of them fit into the limits, and would take all memory.
     */
    private static final int MOST_COMPRESSED_TEXTS = 16;

    private PngHeaderReader() {
    }

    /** @throws ImageRefusedException if the file is truncated, has no valid IHDR chunk first, or countless texts */
    static ImageHeader read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).position(SIGNATURE_BYTES);
        Chunk header = Chunk.next(file);
        if (header.type() != IHDR || header.data().limit() != IHDR_BYTES) {
            throw damaged("it does not begin with its header");
        }
        int width = header.data().getInt(0);
        int height = header.data().getInt(4);
        if (width <= 0 || height <= 0) {
            throw damaged("its header says that it has no pixels");
        }
        int orientation = ImageHeader.UPRIGHT;
        int texts = 0;
        for (Chunk chunk = header; chunk.type() != IEND; chunk = Chunk.next(file)) {
            if (chunk.type() == EXIF) {
                orientation = ExifOrientation.read(chunk.data());
            } else if (chunk.mayHoldCompressedText() && ++texts > MOST_COMPRESSED_TEXTS) {
                throw damaged("it has more texts than any program writes");
            }
        }
        return new ImageHeader(ImageFormat.PNG, width, height, orientation);
    }

    private record Chunk(int type, ByteBuffer data) {

        boolean mayHoldCompressedText() {
            return type == COMPRESSED_TEXT || type == INTERNATIONAL_TEXT;
        }

        static Chunk next(ByteBuffer file) {
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
            return new Chunk(type, data);
        }
    }

    private static ImageRefusedException truncated() {
        return new ImageRefusedException(Reason.TRUNCATED, "The PNG file is cut off. Send it complete.");
    }

    private static ImageRefusedException damaged(String how) {
        return new ImageRefusedException(Reason.DAMAGED, "The PNG file is damaged: " + how + ". Save it anew.");
    }
}
