package dev.visage.train.cli;

import dev.visage.train.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** How a command ends, after the BSD {@code sysexits}. */
final class ExitCode {

    static final int OK = 0;
    static final int USAGE = 64;
    static final int BAD_DATA = 65;
    static final int NO_INPUT = 66;
    static final int INTERNAL_ERROR = 70;
    static final int CANNOT_CREATE = 73;
    static final int IO_ERROR = 74;
    /** As a shell tells of a command that SIGINT ended. */
    static final int INTERRUPTED = 130;

    private ExitCode() {
    }

    static int of(Throwable failure) {
        if (failure instanceof IllegalArgumentException || failure instanceof IllegalStateException) {
            return USAGE;
        }
        if (failure instanceof DataException) {
            return BAD_DATA;
        }
        if (failure instanceof NoSuchFileException) {
            return NO_INPUT;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return CANNOT_CREATE;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return IO_ERROR;
        }
        return INTERNAL_ERROR;
    }
}
