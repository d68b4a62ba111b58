package dev.visage.image;

import java.nio.ByteBuffer;

/** Reads the header of a PNG file by walking its chunks to the last, as the orientation may stand behind the pixels. */
final class PngHeaderReader {

    private static final int IHDR_BYTES = 13;
    /**
     * Programs write a few. But a decoder inflates each and keeps most, and eight kilobytes may become eight megabytes: a
     * thousand of them fit into the limits, and would take all memory.
     */
    private static final int MOST_COMPRESSED_CHUNKS = 16;
    /** But for those with pixels. A decoder logs a line for each that it does not like. */
    private static final int MOST_CHUNKS = 1000;

    private PngHeaderReader() {
    }

    /** @throws ImageRefusedException if the file is truncated, has no valid IHDR chunk first, or countless others */
    static ImageHeader read(byte[] bytes) {
        ByteBuffer file = PngChunk.chunks(bytes);
        PngChunk header = PngChunk.next(file);
        if (header.type() != PngChunk.IHDR || header.data().limit() != IHDR_BYTES) {
            throw PngChunk.damaged("it does not begin with its header");
        }
        int width = header.data().getInt(0);
        int height = header.data().getInt(4);
        if (width <= 0 || height <= 0) {
            throw PngChunk.damaged("its header says that it has no pixels");
        }
        int orientation = ImageHeader.UPRIGHT;
        int compressed = 0;
        int others = 0;
        for (PngChunk chunk = header; chunk.type() != PngChunk.IEND; chunk = PngChunk.next(file)) {
            if (chunk.type() == PngChunk.EXIF) {
                orientation = ExifOrientation.read(chunk.data());
            }
            if (chunk.mayBeCompressed()) {
                compressed++;
            }
            if (chunk.type() != PngChunk.IDAT) {
                others++;
            }
            if (compressed > MOST_COMPRESSED_CHUNKS || others > MOST_CHUNKS) {
                throw PngChunk.damaged("it has more texts and other extras than any program writes");
            }
        }
        return new ImageHeader(ImageFormat.PNG, width, height, orientation);
    }
}
