package dev.visage.infra;

import dev.visage.infra.settings.BulkSettings;
import dev.visage.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.ChoiceJsonataProps;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.DistributedMap;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.FailJsonataProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.ItemBatcher;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.OutputType;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.QueryLanguage;
import software.amazon.awscdk.services.stepfunctions.ResultWriterV2;
import software.amazon.awscdk.services.stepfunctions.ResultWriterV2Props;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.S3ObjectsItemReader;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Transformation;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitJsonataProps;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.amazon.awscdk.services.stepfunctions.WriterConfig;
import software.amazon.awscdk.services.stepfunctions.WriterConfigProps;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvokeJsonataProps;
import software.constructs.Construct;

/**
 * Classifies every image below an S3 prefix: a Distributed Map lists them, hands them in batches to a function, and
 * writes one JSON line an image.
 *
 * <p>The function is one of its own, with the same image and model as the API's, so that the API's function gets no right
 * to read the images.
 */
public final class BulkStack extends Stack {
    /** Several batches' tries fit into the five minutes that an express execution has. */
    private static final Duration TIMEOUT = Duration.seconds(60);

    private static final String BULK_PATH = "/v1/bulk";

    /** Of a batch that the function answers with a status of 500 or above. */
    private static final int TRIES = 3;

    private final StateMachine stateMachine;

    BulkStack(Construct scope, String id, StackProps props, Settings settings, BulkSettings bulk,
            StorageStack storage) {
        super(scope, id, props);
        IBucket images = Bucket.fromBucketName(this, "Images", bulk.bucket());
        ClassifierFunction classifier = new ClassifierFunction(this, "Classifier", settings, storage,
                "Visage: classifies batches of images that lie in S3", TIMEOUT, Optional.empty(),
                Map.of("VISAGE_BULK_BUCKET", bulk.bucket()));
        classifier.role().addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:GetObject"))
                .resources(List.of(images.arnForObjects(bulk.prefix() + "*")))
                .build());

        DistributedMap map = DistributedMap.Builder.create(this, "Classify all images")
                .queryLanguage(QueryLanguage.JSONATA)
                .mapExecutionType(StateMachineType.EXPRESS)
                .itemReader(S3ObjectsItemReader.Builder.create().bucket(images).prefix(bulk.prefix()).build())
                .itemBatcher(ItemBatcher.Builder.create().maxItemsPerBatch(bulk.batchSize()).build())
                .maxConcurrency(bulk.concurrency())
                .toleratedFailurePercentage(bulk.toleratedFailurePercent())
                .resultWriterV2(new ResultWriterV2(ResultWriterV2Props.builder()
                        .bucket(storage.results())
                        .prefix("bulk")
                        .writerConfig(new WriterConfig(WriterConfigProps.builder()
                                .outputType(OutputType.JSONL)
                                .transformation(Transformation.FLATTEN)
                                .build()))
                        .build()))
                .build();
        map.itemProcessor(batch(classifier));

        stateMachine = new LoggedStateMachine(this, "Run", settings,
                "Classifies every image below " + bulk.prefix(), map);
        explainWildcards(classifier);

        CfnOutput.Builder.create(this, "StateMachine")
                .value(stateMachine.getStateMachineArn())
                .description("What to start for a bulk run")
                .build();
    }

    StateMachine stateMachine() {
        return stateMachine;
    }

    /**
     * One batch: the function answers with one result an image, a problem among them where an image is at fault, so
     * that one bad image does not fail its batch. What fails is a batch that got no answer, though it was tried again: a
     * call that failed by its retries, an answer of 500 or above, such as that the images' storage is unavailable, by
     * another round.
     */
    private IChainable batch(ClassifierFunction classifier) {
        LambdaInvoke classify = LambdaInvoke.jsonata(this, "Classify a batch", LambdaInvokeJsonataProps.builder()
                .lambdaFunction(classifier.live())
                .payload(TaskInput.fromObject(httpRequest()))
                .outputs(new TreeMap<>(Map.of(
                        "Items", "{% [$states.input.Items] %}",
                        "tries", "{% $states.input.tries ? $states.input.tries + 1 : 1 %}",
                        "status", "{% $states.result.Payload.statusCode %}",
                        "answer", "{% $parse($states.result.Payload.body) %}")))
                .retryOnServiceExceptions(false)
                .build());
        classify.addRetry(RetryProps.builder()
                .errors(List.of("Lambda.TooManyRequestsException", "Lambda.ServiceException",
                        "Lambda.AWSLambdaException", "Lambda.SdkClientException",
                        "Lambda.ClientExecutionTimeoutException", "Lambda.Unknown", "Sandbox.Timedout"))
                .interval(Duration.seconds(1))
                .backoffRate(2)
                .maxAttempts(5)
                .maxDelay(Duration.seconds(30))
                .jitterStrategy(JitterType.FULL)
                .build());
        return classify.next(Choice.jsonata(this, "Answered?", ChoiceJsonataProps.builder().build())
                .when(Condition.jsonata("{% $states.input.status = 200 %}"),
                        Pass.jsonata(this, "Results", PassJsonataProps.builder()
                                // The brackets keep a list of one a list, which the result writer flattens to lines.
                                .outputs("{% [$states.input.answer.results] %}")
                                .build()))
                .when(Condition.jsonata("{% $states.input.status >= 500 and $states.input.tries < " + TRIES + " %}"),
                        Wait.jsonata(this, "Try again", WaitJsonataProps.builder()
                                .time(WaitTime.duration(Duration.seconds(10)))
                                .build()).next(classify))
                .otherwise(Fail.jsonata(this, "Refused", FailJsonataProps.builder()
                        .error("Visage.BatchRefused")
                        .cause("{% $string($states.input.answer) %}")
                        .build())));
    }

    /**
     * The function speaks HTTP as API Gateway's events carry it, so that is how it is called here too. Sorted, since
     * {@code Map.of} has no order of its own: the definition would be another one at every synthesis.
     */
    private static Map<String, Object> httpRequest() {
        return new TreeMap<>(Map.of(
                "version", "2.0",
                "routeKey", "POST " + BULK_PATH,
                "rawPath", BULK_PATH,
                "rawQueryString", "",
                "headers", Map.of("content-type", "application/json"),
                "requestContext", Map.of("http", new TreeMap<>(Map.of("method", "POST", "path", BULK_PATH))),
                "body", "{% $string({'keys': [$states.input.Items.Key]}) %}",
                "isBase64Encoded", false));
    }

    private void explainWildcards(ClassifierFunction classifier) {
        Wildcards.explain(classifier.role(), "arn:<AWS::Partition>:s3:::[^*]+\\/\\*",
                "Read access to the images below one prefix, whose names are not known before.");
        Wildcards.explain(stateMachine, ".*s3:::.*Results[^*]*\\/\\*",
                "Write access to the bucket made for results, whose names Step Functions chooses.");
        Wildcards.explain(stateMachine, ".*:execution:.*\\*",
                "A Distributed Map watches, stops and redrives its own executions, which are named as they come.");
    }
}
