package dev.visage.train.data;

import java.util.List;
import java.util.function.Consumer;

/** Finds the photo for which several cannot be decoded together. */
public final class UnreadableFace {

    private UnreadableFace() {
    }

    /**
     * @param faces  of which one at least is no readable image
     * @param decode throws what this gives where it is for a single one
     * @return what names the photo
     */
    public static DataException among(List<Face> faces, Consumer<List<Face>> decode) {
        if (faces.size() == 1) {
            return new DataException(faces.get(0).name() + " is not a readable JPEG or PNG image. Remove it from the data.");
        }
        faces.forEach(face -> decode.accept(List.of(face)));
        throw new IllegalStateException("each image of the batch can be decoded, but not all of them together");
    }
}
