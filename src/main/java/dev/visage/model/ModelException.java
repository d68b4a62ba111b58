package dev.visage.model;

/** A model that cannot be used. The message is one line, names the model, and tells an operator what is wrong. */
public abstract sealed class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The setting does not name a model folder in any way that is understood. */
    public static final class InvalidUri extends ModelException {

        private static final long serialVersionUID = 1L;

        public InvalidUri(String message) {
            super(message, null);
        }
    }

    /** There is no such folder, bucket or file. */
    public static final class NotFound extends ModelException {

        private static final long serialVersionUID = 1L;

        public NotFound(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The place exists, as far as can be told, but it may not or cannot be read. */
    public static final class Unreachable extends ModelException {

        private static final long serialVersionUID = 1L;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The manifest is not one that this version of the function understands. */
    public static final class InvalidManifest extends ModelException {

        private static final long serialVersionUID = 1L;

        public InvalidManifest(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A file is not the one that the manifest describes, or does not hold what it should. */
    public static final class Corrupt extends ModelException {

        private static final long serialVersionUID = 1L;

        public Corrupt(String message) {
            this(message, null);
        }

        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }

        /**
         * Tells the first line of what a library has thrown in the first place as well.
         *
         * @return the cause itself where it tells already why a model cannot be used
         */
        public static ModelException because(String message, RuntimeException cause) {
            if (cause instanceof ModelException known) {
                return known;
            }
            Throwable first = cause;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            return new Corrupt(message + ": " + first.toString().lines().findFirst().orElseThrow(), cause);
        }
    }
}
