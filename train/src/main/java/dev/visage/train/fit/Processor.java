package dev.visage.train.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processor can do that fitting gains from. */
public final class Processor {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Processor() {
    }

    /** Whether it multiplies bfloat16 in hardware; elsewhere bfloat16 is slower than float32. False outside Linux. */
    public static boolean hasBfloat16() {
        try {
            return Files.isReadable(CPU_INFO)
                    && Files.readString(CPU_INFO).matches("(?s).*\\b(avx512_bf16|amx_bf16)\\b.*");
        } catch (IOException e) {
            return false;
        }
    }
}
