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
    private static final int IEND = 0x49454E44;

    private PngHeaderReader() {
    }

    /** @throws ImageRefusedException if the file is truncated, or does not begin with a valid IHDR chunk */
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
        for (Chunk chunk = header; chunk.type() != IEND; chunk = Chunk.next(file)) {
            if (chunk.type() == EXIF) {
                orientation = ExifOrientation.read(chunk.data());
            }
        }
        return new ImageHeader(ImageFormat.PNG, width, height, orientation);
    }

    private record Chunk(int type, ByteBuffer data) {

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
