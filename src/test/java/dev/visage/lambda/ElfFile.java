package dev.visage.lambda;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads from a 64-bit executable or library of Linux what versions of other libraries it needs. */
final class ElfFile {

    private static final int VERSIONS_NEEDED = 0x6ffffffe;

    private ElfFile() {
    }

    /** Reads the names of the versions, such as GLIBC_2.34, of all libraries. */
    static List<String> versionsNeeded(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, 0, 64);
            long sections = header.getLong(0x28);
            int sectionBytes = header.getShort(0x3a);
            int sectionCount = header.getShort(0x3c);
            for (int i = 0; i < sectionCount; i++) {
                ByteBuffer section = read(channel, sections + (long) i * sectionBytes, sectionBytes);
                if (section.getInt(0x04) == VERSIONS_NEEDED) {
                    int texts = section.getInt(0x28);
                    return versions(content(channel, section), section.getInt(0x2c),
                            content(channel, read(channel, sections + (long) texts * sectionBytes, sectionBytes)));
                }
            }
            return List.of();
        }
    }

    /** For each library there is an entry, and below it one for each version. */
    private static List<String> versions(ByteBuffer needed, int libraries, ByteBuffer texts) {
        List<String> versions = new ArrayList<>();
        int library = 0;
        for (int i = 0; i < libraries; i++) {
            int version = library + needed.getInt(library + 8);
            for (int j = 0; j < needed.getShort(library + 2); j++) {
                versions.add(text(texts, needed.getInt(version + 8)));
                version += needed.getInt(version + 12);
            }
            library += needed.getInt(library + 12);
        }
        return versions;
    }

    private static String text(ByteBuffer texts, int start) {
        int end = start;
        while (texts.get(end) != 0) {
            end++;
        }
        return new String(texts.array(), start, end - start, StandardCharsets.US_ASCII);
    }

    private static ByteBuffer content(FileChannel channel, ByteBuffer section) throws IOException {
        return read(channel, section.getLong(0x18), Math.toIntExact(section.getLong(0x20)));
    }

    private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            continue;
        }
        return buffer.flip();
    }
}
