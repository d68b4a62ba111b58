package dev.visage.train.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest by which data and models are told from others. */
public final class Sha256 {

    private Sha256() {
    }

    /** A digest to be fed piece by piece; {@link #hex} then ends it. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of all that was fed, in hexadecimal. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest of some bytes, in hexadecimal. */
    public static String of(byte[] content) {
        MessageDigest digest = start();
        digest.update(content);
        return hex(digest);
    }
}
