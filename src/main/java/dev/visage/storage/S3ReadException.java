package dev.visage.storage;

/** An object that was not read. The message is one line and names the object; the reason does not. */
public abstract sealed class S3ReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private S3ReadException(String message, String reason, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The message without the object's name, for where that is not to be written. */
    public String reason() {
        return reason;
    }

    /** There is no such object or bucket. */
    public static final class NotFound extends S3ReadException {

        private static final long serialVersionUID = 1L;

        NotFound(String message, String reason, Throwable cause) {
            super(message, reason, cause);
        }
    }

    /** It may not be read; or it is not there, which S3 tells only to those who may list the bucket. */
    public static final class Refused extends S3ReadException {

        private static final long serialVersionUID = 1L;

        Refused(String message, String reason, Throwable cause) {
            super(message, reason, cause);
        }
    }

    /** It has more bytes than are wanted. */
    public static final class TooLarge extends S3ReadException {

        private static final long serialVersionUID = 1L;

        private final long bytes;

        TooLarge(String name, long bytes) {
            super(name + " is too large: " + bytes + " bytes", bytes + " bytes are too many", null);
            this.bytes = bytes;
        }

        public long bytes() {
            return bytes;
        }
    }

    /** S3 does not answer, or has too much to do: another time the object may be read. */
    public static final class Unavailable extends S3ReadException {

        private static final long serialVersionUID = 1L;

        Unavailable(String message, String reason, Throwable cause) {
            super(message, reason, cause);
        }
    }
}
