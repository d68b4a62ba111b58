package dev.visage.train.data;

/**
 * One labelled photo.
 *
 * @param name  the file's name, without folders
 * @param image the file's bytes, JPEG or PNG
 */
public record Face(String name, Label label, byte[] image) {
}
