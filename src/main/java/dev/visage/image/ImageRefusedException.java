package dev.visage.image;

import java.util.Locale;

/** An image that is not classified because of what it is. The message is for the client and never quotes the image. */
public class ImageRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ImageRefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    public ImageRefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The refusal of a file that has more bytes than the limit. */
    public static ImageRefusedException tooManyBytes(long bytes, long maxBytes) {
        return new ImageRefusedException(Reason.TOO_MANY_BYTES, String.format(Locale.ROOT,
                "The image has %,d bytes, and at most %,d are accepted. Scale it down or compress it more.",
                bytes, maxBytes));
    }

    public Reason reason() {
        return reason;
    }

    /** Why an image is refused. */
    public enum Reason {
        /** There is no byte of it. */
        EMPTY,
        /** The bytes are no image of any known format. */
        NOT_AN_IMAGE,
        /** It is an image, but neither JPEG nor PNG. */
        UNSUPPORTED_FORMAT,
        /** The file ends before the image does. */
        TRUNCATED,
        /** The file contradicts its format and cannot be decoded. */
        DAMAGED,
        /** The file has more bytes than the limit. */
        TOO_MANY_BYTES,
        /** The image has more pixels than the limit. */
        TOO_MANY_PIXELS
    }
}
