package dev.visage.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Everything that outlives a deployment: models, container images, training data, results. It comes first, as the
 * function cannot be created before its image is there, and it is kept when the stack is deleted.
 */
public final class StorageStack extends Stack {
    /** Folder of the models in their bucket; below it lie name and version. */
    static final String MODELS_PREFIX = "models/";

    private final Bucket accessLogs;
    private final Bucket models;
    private final Bucket training;
    private final Bucket results;
    private final Repository functionImages;
    private final Repository trainerImages;

    StorageStack(Construct scope, String id, StackProps props) {
        super(scope, id, props);

        accessLogs = Bucket.Builder.create(this, "AccessLogs")
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(365))
                        .build()))
                .build();
        models = bucket("Models");
        training = bucket("Training");
        results = bucket("Results");
        // A bucket that is kept also keeps what it refuses.
        for (Bucket kept : List.of(accessLogs, models, training, results)) {
            kept.getPolicy().applyRemovalPolicy(RemovalPolicy.RETAIN);
        }
        functionImages = repository("FunctionImages");
        functionImages.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("lambda.amazonaws.com")))
                .actions(List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", formatArn(ArnComponents.builder()
                        .service("lambda")
                        .resource("function")
                        .resourceName("*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build()))))
                .build());
        trainerImages = repository("TrainerImages");

        output("ModelBucket", models.getBucketName(), "Where model versions are published");
        output("TrainingBucket", training.getBucketName(), "Where training data and checkpoints lie");
        output("ResultBucket", results.getBucketName(), "Where bulk runs write their results");
        output("FunctionRepository", functionImages.getRepositoryUri(), "Where the function's images are pushed");
        output("TrainerRepository", trainerImages.getRepositoryUri(), "Where the trainer's images are pushed");
    }

    Bucket models() {
        return models;
    }

    Bucket training() {
        return training;
    }

    Bucket results() {
        return results;
    }

    Repository functionImages() {
        return functionImages;
    }

    Repository trainerImages() {
        return trainerImages;
    }

    /** A private bucket that forgets nothing: what was overwritten or deleted can be had back for 90 days. */
    private Bucket bucket(String id) {
        return Bucket.Builder.create(this, id)
                .versioned(true)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix(id.toLowerCase(Locale.ROOT) + "/")
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .noncurrentVersionExpiration(Duration.days(90))
                        .expiredObjectDeleteMarker(true)
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build()))
                .build();
    }

    /** Tags never move, so a tag in a deployment's settings names one image for good. */
    private Repository repository(String id) {
        return Repository.Builder.create(this, id)
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(software.amazon.awscdk.services.ecr.LifecycleRule.builder()
                        .description("Enough to roll back far, few enough to stay cheap")
                        .maxImageCount(50)
                        .build()))
                .build();
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
