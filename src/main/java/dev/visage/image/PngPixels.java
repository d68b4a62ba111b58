package dev.visage.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What the compressed pixels of a PNG file come to. */
final class PngPixels {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Deflated data grows a thousandfold at most, so that less than this costs little, whatever it holds. */
    private static final int HARMLESS_BYTES = 1 << 18;

    private PngPixels() {
    }

    /**
     * Refuses pixels that go on behind the last row: a decoder inflates them to their end, and ten megabytes may become ten
     * gigabytes.
     *
     * @param bytes a file whose chunks and number of pixels have been checked
     * @throws ImageRefusedException if there are more pixels than the header says, or it names no kind of picture
     */
    static void check(byte[] bytes) {
        ByteBuffer file = PngChunk.chunks(bytes);
        long most = mostBytes(PngChunk.next(file).data());
        if (bytes.length <= HARMLESS_BYTES) {
            return;
        }
        Inflater inflater = new Inflater();
        try {
            long size = 0;
            byte[] buffer = new byte[BUFFER_BYTES];
            for (PngChunk chunk = PngChunk.next(file); chunk.type() != PngChunk.IEND; chunk = PngChunk.next(file)) {
                if (chunk.type() == PngChunk.IDAT && !inflater.finished()) {
                    inflater.setInput(chunk.data());
                    for (int inflated = inflater.inflate(buffer); inflated > 0; inflated = inflater.inflate(buffer)) {
                        size += inflated;
                        if (size > most) {
                            throw PngChunk.damaged("it has more pixels than its header says");
                        }
                    }
                }
            }
        } catch (DataFormatException e) {
            // A decoder stops here as well, and says so.
        } finally {
            inflater.end();
        }
    }

    /** Twice what the rows come to, each with a byte for its filter: interlaced, there are nearly twice as many rows. */
    private static long mostBytes(ByteBuffer header) {
        int bits = header.get(8);
        if (bits < 1 || bits > 16) {
            throw PngChunk.damaged("its header names an impossible depth");
        }
        long bytesOfARow = (header.getInt(0) * (long) bits * channels(header.get(9)) + 7) / 8;
        return 2L * header.getInt(4) * (1 + bytesOfARow) + BUFFER_BYTES;
    }

    private static int channels(int colourType) {
        return switch (colourType) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw PngChunk.damaged("its header names an unknown colour type");
        };
    }
}
