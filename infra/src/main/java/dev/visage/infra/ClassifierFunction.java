package dev.visage.infra;

import dev.visage.infra.settings.FunctionSettings;
import dev.visage.infra.settings.FunctionSettings.CpuArchitecture;
import dev.visage.infra.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryAttributes;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.DockerImageCode;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.EcrImageCodeProps;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The Visage function with its role, its log group and the alias {@code live} by which it is called. The role may read
 * the models of one name, write the function's own log and send traces.
 */
final class ClassifierFunction extends Construct {
    private final Role role;
    private final LogGroup logGroup;
    private final DockerImageFunction function;
    private final Alias live;

    /**
     * Creates it.
     *
     * @param storage             where its image and its model lie
     * @param purpose             a sentence for people who meet the function in the console
     * @param timeout             longest time that one call may take
     * @param reservedConcurrency ceiling of its concurrent executions, taken from what the account has
     * @param environment         variables beside those that every Visage function has
     */
    ClassifierFunction(Construct scope, String id, Settings settings, StorageStack storage, String purpose,
            Duration timeout, Optional<Integer> reservedConcurrency, Map<String, String> environment) {
        super(scope, id);
        FunctionSettings wanted = settings.function();
        String modelPrefix = StorageStack.MODELS_PREFIX + wanted.modelName() + "/";

        logGroup = LogGroup.Builder.create(this, "Log")
                .retention(settings.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();

        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description(purpose)
                .build();
        logGroup.grantWrite(role);
        // All versions of the model, not only the current one: during a canary deployment, and after a rollback, the
        // versions before it still start new containers under this same role. And no s3:ListBucket: the function
        // knows each key that it reads, so all that listing would add is a 404 in place of a 403 for a missing one.
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:GetObject"))
                .resources(List.of(storage.models().arnForObjects(modelPrefix + "*")))
                .build());

        Map<String, String> variables = new HashMap<>(environment);
        variables.put("VISAGE_MODEL_URI", storage.models().s3UrlForObject(modelPrefix + wanted.modelVersion()));
        variables.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");

        // By name: given the repository itself, the CDK would let the Lambda service of any account pull from it.
        IRepository images = Repository.fromRepositoryAttributes(this, "Images", RepositoryAttributes.builder()
                .repositoryArn(storage.functionImages().getRepositoryArn())
                .repositoryName(storage.functionImages().getRepositoryName())
                .build());
        DockerImageFunction.Builder builder = DockerImageFunction.Builder.create(this, "Function")
                .description(purpose)
                .code(DockerImageCode.fromEcr(images, EcrImageCodeProps.builder()
                        .tagOrDigest(wanted.imageTag())
                        .build()))
                .architecture(wanted.architecture() == CpuArchitecture.ARM64
                        ? Architecture.ARM_64 : Architecture.X86_64)
                .memorySize(wanted.memoryMegabytes())
                .timeout(timeout)
                .role(role)
                .environment(variables)
                .tracing(Tracing.ACTIVE)
                .logGroup(logGroup)
                .loggingFormat(LoggingFormat.JSON)
                // The level at which Lambda reports each call with its init time, which an alarm is drawn from.
                .systemLogLevelV2(SystemLogLevel.INFO);
        reservedConcurrency.ifPresent(builder::reservedConcurrentExecutions);
        function = builder.build();

        live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();

        Wildcards.explain(role, "\\*",
                "X-Ray has no resources: its two actions that send traces can only be granted on *.");
        Wildcards.explain(role, ".*\\/models\\/[^*]+\\/\\*",
                "Read access to the files of one model's versions, whose names are not known before.");
    }

    Role role() {
        return role;
    }

    LogGroup logGroup() {
        return logGroup;
    }

    DockerImageFunction function() {
        return function;
    }

    Alias live() {
        return live;
    }
}
