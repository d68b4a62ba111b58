package dev.visage.train.data;

/** The data is there but cannot be trained on; the message says why and what to do. */
public final class DataException extends RuntimeException {

    public DataException(String message) {
        super(message);
    }
}
