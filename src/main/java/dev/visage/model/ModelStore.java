package dev.visage.model;

/** A place that holds the files of one version of a model. */
public interface ModelStore {

    /**
     * Reads one file completely.
     *
     * @param path the file's path inside the model folder, with slashes
     * @return its bytes, unchecked
     * @throws ModelException.NotFound    if there is no such file, or no such folder or bucket
     * @throws ModelException.Unreachable if it may not or cannot be read
     */
    byte[] read(String path);
}
