package dev.visage.infra;

import dev.visage.infra.settings.Settings;
import dev.visage.infra.settings.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.CustomStateProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Trains a model and publishes it to the model bucket: the trainer's container as a SageMaker training job, on spare
 * capacity. SageMaker brings the data to the container's disk and keeps the checkpoints in S3, also across
 * interruptions, so the trainer reads and writes files only. A training job is no resource of CloudFormation: a state
 * machine starts it and waits for its end.
 */
public final class TrainingStack extends Stack {
    private static final String DATA = "data/";
    private static final String RUNS = "runs/";
    private static final String OUTPUT = "output/";

    private final StateMachine stateMachine;

    TrainingStack(Construct scope, String id, StackProps props, Settings settings, TrainingSettings training,
            StorageStack storage) {
        super(scope, id, props);
        String modelPrefix = StorageStack.MODELS_PREFIX + settings.function().modelName() + "/";
        String jobPrefix = "visage-" + settings.environment() + "-";
        Role trainer = trainerRole(storage, modelPrefix);

        CustomState train = new CustomState(this, "Train", CustomStateProps.builder()
                .stateJson(sorted(Map.of(
                        "Type", "Task",
                        "Resource", "arn:" + getPartition() + ":states:::sagemaker:createTrainingJob.sync",
                        "Arguments", trainingJob(settings, training, storage, trainer, jobPrefix))))
                .build());
        stateMachine = new LoggedStateMachine(this, "Run", settings,
                "Fits a model, exports it and publishes it", train);
        allowTrainingJobs(trainer, jobPrefix);
        explainWildcards(trainer);

        CfnOutput.Builder.create(this, "StateMachine")
                .value(stateMachine.getStateMachineArn())
                .description("What to start for a training run")
                .build();
    }

    StateMachine stateMachine() {
        return stateMachine;
    }

    /** The request of CreateTrainingJob. What differs from run to run comes from the execution's name and input. */
    private static Map<String, Object> trainingJob(Settings settings, TrainingSettings training,
            StorageStack storage, Role trainer, String jobPrefix) {
        int seconds = training.hours() * 3600;
        Map<String, Object> job = new TreeMap<>();
        job.put("TrainingJobName", "{% '" + jobPrefix + "' & $states.context.Execution.Name %}");
        job.put("RoleArn", trainer.getRoleArn());
        job.put("AlgorithmSpecification", sorted(Map.of(
                "TrainingImage", storage.trainerImages().repositoryUriForTag(training.imageTag()),
                "TrainingInputMode", "File")));
        job.put("InputDataConfig", List.of(sorted(Map.of(
                "ChannelName", "utkface",
                "DataSource", Map.of("S3DataSource", sorted(Map.of(
                        "S3DataType", "S3Prefix",
                        "S3DataDistributionType", "FullyReplicated",
                        "S3Uri", storage.training().s3UrlForObject(DATA))))))));
        job.put("CheckpointConfig", sorted(Map.of(
                "LocalPath", "/opt/ml/checkpoints",
                "S3Uri", "{% '" + storage.training().s3UrlForObject(RUNS) + "' & $states.input.run %}")));
        job.put("OutputDataConfig", Map.of("S3OutputPath", storage.training().s3UrlForObject(OUTPUT)));
        job.put("ResourceConfig", sorted(Map.of(
                "InstanceType", training.instanceType(),
                "InstanceCount", 1,
                "VolumeSizeInGB", 30)));
        job.put("Environment", sorted(Map.of(
                "VISAGE_ARCHITECTURE", "{% $states.input.architecture %}",
                "VISAGE_EPOCHS", "{% $string($states.input.epochs) %}",
                "VISAGE_MODEL_NAME", settings.function().modelName(),
                "VISAGE_MODEL_VERSION", "{% $string($states.input.modelVersion) %}",
                "VISAGE_PUBLISH_TO", storage.models().s3UrlForObject("models"))));
        job.put("EnableManagedSpotTraining", training.spot());
        // Half as long again to wait for spare capacity; only a job on spare capacity may have that limit.
        job.put("StoppingCondition", training.spot()
                ? sorted(Map.of("MaxRuntimeInSeconds", seconds, "MaxWaitTimeInSeconds", seconds * 3 / 2))
                : Map.of("MaxRuntimeInSeconds", seconds));
        return job;
    }

    /** What the container may do: read the data, keep its runs, add versions of one model. It can delete nothing. */
    private Role trainerRole(StorageStack storage, String modelPrefix) {
        Role role = Role.Builder.create(this, "Trainer")
                .description("Visage: the trainer's container")
                .assumedBy(new ServicePrincipal("sagemaker.amazonaws.com", ServicePrincipalOpts.builder()
                        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                        .build()))
                .build();
        storage.trainerImages().grantPull(role);
        allow(role, List.of("s3:GetObject"), storage.training().arnForObjects(DATA + "*"));
        allow(role, List.of("s3:GetObject", "s3:PutObject"),
                storage.training().arnForObjects(RUNS + "*"),
                storage.models().arnForObjects(modelPrefix + "*"));
        allow(role, List.of("s3:PutObject"), storage.training().arnForObjects(OUTPUT + "*"));
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(storage.training().getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", List.of(DATA + "*", RUNS + "*"))))
                .build());
        // To see that a version is not there yet: without it, S3 says 403 in place of 404.
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(storage.models().getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", List.of(modelPrefix + "*"))))
                .build());
        allow(role,
                List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                arn("logs", "log-group", "/aws/sagemaker/TrainingJobs*", ArnFormat.COLON_RESOURCE_NAME));
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("cloudwatch:PutMetricData"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", "/aws/sagemaker/TrainingJobs")))
                .build());
        return role;
    }

    private void allowTrainingJobs(Role trainer, String jobPrefix) {
        // The two for tags, as Step Functions marks the jobs that it starts.
        allow(stateMachine.getRole(),
                List.of("sagemaker:CreateTrainingJob", "sagemaker:DescribeTrainingJob", "sagemaker:StopTrainingJob",
                        "sagemaker:AddTags", "sagemaker:ListTags"),
                arn("sagemaker", "training-job", jobPrefix + "*", ArnFormat.SLASH_RESOURCE_NAME));
        stateMachine.addToRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(trainer.getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", "sagemaker.amazonaws.com")))
                .build());
        // By this rule, which Step Functions itself makes and shares between state machines, it hears of a job's end.
        allow(stateMachine.getRole(), List.of("events:PutTargets", "events:PutRule", "events:DescribeRule"),
                arn("events", "rule", "StepFunctionsGetEventsForSageMakerTrainingJobsRule",
                        ArnFormat.SLASH_RESOURCE_NAME));
    }

    private void explainWildcards(Role trainer) {
        Wildcards.explain(trainer, ".*\\/(data|runs|output|models\\/[^*]+)\\/\\*",
                "Files below the prefixes of data, runs, output and one model, whose names are not known before.");
        Wildcards.explain(trainer, ".*:log-group:\\/aws\\/sagemaker\\/TrainingJobs\\*",
                "The log group that SageMaker shares between training jobs, and its streams.");
        Wildcards.explain(trainer, "\\*",
                "Of the two actions granted on *, ecr:GetAuthorizationToken has no resources, and "
                        + "cloudwatch:PutMetricData, which has none either, is bound to SageMaker's namespace.");
        Wildcards.explain(stateMachine, ".*:training-job\\/visage-[^*]+\\*",
                "Training jobs of this environment, each of which is named by its execution.");
    }

    /** {@code Map.of} has no order of its own: with it, the definition would be another one at every synthesis. */
    private static Map<String, Object> sorted(Map<String, Object> map) {
        return new TreeMap<>(map);
    }

    private static void allow(IRole role, List<String> actions, String... resources) {
        role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build());
    }

    private String arn(String service, String resource, String name, ArnFormat format) {
        return formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(format)
                .build());
    }
}
