package dev.visage.http;

import dev.visage.bulk.StoredPhotos;
import dev.visage.image.ImageRefusedException;
import dev.visage.storage.S3ReadException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Classifies photos that lie in S3, one after the other: there is never more than one in memory. */
@Path(BulkResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {

    static final String PATH = "/v1/bulk";

    private final StoredPhotos photos;
    private final PhotoClassifier classifier;

    BulkResource(StoredPhotos photos, PhotoClassifier classifier) {
        this.photos = photos;
        this.classifier = classifier;
    }

    /** Classifies a batch of photos. A photo at fault has a problem of its own and does not fail the others. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "bulk", summary = "Tells age group, age and gender of the faces in photos that lie in S3",
            description = """
            Only a function that is set up for bulk runs has this operation. Each photo has a result of its own: its \
            faces, or the problem that it has, which does not fail the others. Besides the problems of an image there \
            are `object-not-found` and `object-refused`. Photos and keys are neither stored nor logged.""")
    @APIResponse(responseCode = "200", description = "What became of each photo.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedFormat")
    @APIResponse(responseCode = "500", ref = "Failure")
    @APIResponse(responseCode = "503", ref = "StorageUnavailable")
    public BulkAnswer classify(BulkRequest request) {
        if (request == null) {
            throw new ProblemException(ProblemType.EMPTY_BODY, "Send " + RequestForm.BULK.example() + ".");
        }
        if (request.bucket() != null && !photos.areIn(request.bucket())) {
            throw new ProblemException(ProblemType.OTHER_BUCKET,
                    "Leave out the field bucket, or send the bucket that the function is set up for.");
        }
        return new BulkAnswer(request.checkedKeys().stream().map(this::result).toList());
    }

    private BulkAnswer.Result result(String key) {
        try {
            return BulkAnswer.Result.of(key, classifier.classify(photos.read(key)));
        } catch (ImageRefusedException e) {
            return BulkAnswer.Result.of(key, Problem.of(ProblemType.of(e.reason()), e.getMessage()));
        } catch (S3ReadException.NotFound e) {
            return BulkAnswer.Result.of(key, Problem.of(ProblemType.OBJECT_NOT_FOUND,
                    "S3 says that " + e.reason() + "."));
        } catch (S3ReadException.Refused e) {
            return BulkAnswer.Result.of(key, Problem.of(ProblemType.OBJECT_REFUSED,
                    "S3 says " + e.reason() + ": the function may not read the object, or there is none."));
        }
    }
}
