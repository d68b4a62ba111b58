package dev.visage.http;

import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Photos that lie in S3. */
@Schema(description = "Photos that lie in S3.")
record BulkRequest(
        @Schema(required = true, minItems = 1, maxItems = BulkRequest.MAX_KEYS,
                description = "The keys of JPEG or PNG files.",
                examples = "[\"photos/2026/a.jpg\", \"photos/2026/b.jpg\"]")
        List<String> keys,
        @Schema(description = "The bucket; if it is given, it must be the one that the function is set up for.",
                examples = "my-photos")
        String bucket) {

    /** With keys of usual length, as many as have room for their answers in the 256 KiB that Step Functions takes. */
    static final int MAX_KEYS = 200;

    /** @throws ProblemException if there are no keys, or too many */
    List<String> checkedKeys() {
        if (keys == null) {
            throw new ProblemException(ProblemType.MISSING_FIELD, "Send " + RequestForm.BULK.example() + ".");
        }
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new ProblemException(ProblemType.NUMBER_OF_KEYS,
                    "Send 1 to " + MAX_KEYS + " keys, not " + keys.size() + ".");
        }
        if (keys.stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(ProblemType.WRONG_JSON_TYPE, "Send no null among the keys.");
        }
        return keys;
    }
}
