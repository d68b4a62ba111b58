package dev.visage.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A photo in JSON. */
@Schema(description = "A photo in JSON.")
record ClassifyRequest(
        @Schema(required = true, description = """
                The bytes of a JPEG or PNG file in Base64: standard or URL-safe alphabet, with or without padding and \
                line breaks, alone or as a data URL.""", examples = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ...")
        String image) {

    /** @throws ProblemException if there is no image, or it is not Base64 */
    byte[] imageBytes() {
        if (image == null) {
            throw new ProblemException(ProblemType.MISSING_FIELD, "Send " + RequestForm.CLASSIFY.example() + ".");
        }
        return Base64Image.decode(image);
    }
}
