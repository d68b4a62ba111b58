package dev.visage.infra;

import dev.visage.infra.settings.ApiSettings;
import dev.visage.infra.settings.FunctionSettings.Deployment;
import dev.visage.infra.settings.Settings;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizerProps;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The function, the HTTP API in front of it, and the way by which a new version of it takes over. */
public final class FunctionStack extends Stack {
    /** The HTTP API gives up after 30 seconds: to work on for longer would be for nobody. */
    private static final Duration TIMEOUT = Duration.seconds(29);

    /** What callers may reach. Nothing else of the application is: no metrics, no bulk entry point. */
    private static final Map<String, HttpMethod> ROUTES = routes();

    private final ClassifierFunction classifier;
    private final HttpApi api;

    FunctionStack(Construct scope, String id, StackProps props, Settings settings, StorageStack storage) {
        super(scope, id, props);
        classifier = new ClassifierFunction(this, "Classifier", settings, storage,
                "Visage: tells age group, age and gender from a photo of a face",
                TIMEOUT, settings.function().reservedConcurrency(), Map.of());
        api = api(settings.api());
        HttpStage stage = stage(settings);
        deployment(settings.function().deployment());

        CfnOutput.Builder.create(this, "ApiUrl")
                .value(api.getApiEndpoint())
                .description("Where callers send their requests")
                .build();
        CfnOutput.Builder.create(this, "CallerResource")
                .value(api.arnForExecuteApi("*", "/*", stage.getStageName()))
                .description("What an IAM caller needs execute-api:Invoke on")
                .build();
    }

    ClassifierFunction classifier() {
        return classifier;
    }

    HttpApi api() {
        return api;
    }

    private HttpApi api(ApiSettings settings) {
        HttpApi.Builder builder = HttpApi.Builder.create(this, "Api")
                .apiName(getStackName())
                .description("Visage: age group, age and gender from a photo of a face")
                // The stage below is the default one, with logs and limits.
                .createDefaultStage(false)
                .defaultAuthorizer(authorizer(settings));
        if (!settings.corsOrigins().isEmpty()) {
            builder.corsPreflight(CorsPreflightOptions.builder()
                    .allowOrigins(settings.corsOrigins())
                    .allowMethods(List.of(CorsHttpMethod.GET, CorsHttpMethod.POST))
                    .allowHeaders(List.of("authorization", "content-type", "x-amz-content-sha256",
                            "x-amz-date", "x-amz-security-token"))
                    .maxAge(Duration.hours(1))
                    .build());
        }
        HttpApi created = builder.build();
        HttpLambdaIntegration integration = new HttpLambdaIntegration("Live", classifier.live());
        ROUTES.forEach((path, method) -> created.addRoutes(AddRoutesOptions.builder()
                .path(path)
                .methods(List.of(method))
                .integration(integration)
                .build()));
        if (settings.authorizer() == ApiSettings.Authorizer.OPEN) {
            NagSuppressions.addResourceSuppressions(created, List.of(NagPackSuppression.builder()
                    .id("AwsSolutions-APIG4")
                    .reason("The setting authorizer=open asks for an API that anyone may call, within its throttling.")
                    .build()), true);
        }
        return created;
    }

    private static IHttpRouteAuthorizer authorizer(ApiSettings settings) {
        return switch (settings.authorizer()) {
            case IAM -> new HttpIamAuthorizer();
            case JWT -> {
                ApiSettings.Jwt jwt = settings.jwt().orElseThrow();
                yield new HttpJwtAuthorizer("Jwt", jwt.issuer(), HttpJwtAuthorizerProps.builder()
                        .jwtAudience(jwt.audiences())
                        .build());
            }
            case OPEN -> new HttpNoneAuthorizer();
        };
    }

    private HttpStage stage(Settings settings) {
        LogGroup log = LogGroup.Builder.create(this, "AccessLog")
                .retention(settings.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        // Who, what and how it ended; no query string and no header, as they may hold tokens.
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("requestId", "$context.requestId");
        fields.put("time", "$context.requestTime");
        fields.put("ip", "$context.identity.sourceIp");
        fields.put("caller", "$context.identity.caller");
        fields.put("route", "$context.routeKey");
        fields.put("status", "$context.status");
        fields.put("bytes", "$context.responseLength");
        fields.put("latency", "$context.responseLatency");
        fields.put("integrationLatency", "$context.integrationLatency");
        fields.put("integrationError", "$context.integrationErrorMessage");
        fields.put("authorizerError", "$context.authorizer.error");
        return HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .accessLogSettings(new AccessLog(
                        new LogGroupLogDestination(log), AccessLogFormat.custom(toJsonString(fields))))
                .throttle(ThrottleSettings.builder()
                        .rateLimit(settings.api().requestsPerSecond())
                        .burstLimit(settings.api().burst())
                        .build())
                .build();
    }

    /**
     * A change of the function's image, size or model publishes a version, and CodeDeploy moves the alias to it; while
     * it does, an alarm moves the alias back. That is why the model's version is a value of the template and no
     * CloudFormation parameter: the CDK publishes a version when the template changes.
     */
    private void deployment(Deployment deployment) {
        Alarm errors = rollbackAlarm("FunctionErrors",
                "The function failed or timed out", classifier.live().metricErrors(everyMinute()));
        Alarm serverErrors = rollbackAlarm("ServerErrors",
                "The API answered with a status of 500 or above", api.metricServerError(everyMinute()));
        LambdaDeploymentGroup group = LambdaDeploymentGroup.Builder.create(this, "Deployment")
                .application(LambdaApplication.Builder.create(this, "Application").build())
                .alias(classifier.live())
                .deploymentConfig(switch (deployment) {
                    case CANARY -> LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES;
                    case IMMEDIATE -> LambdaDeploymentConfig.ALL_AT_ONCE;
                })
                .alarms(List.of(errors, serverErrors))
                // All traffic moves at once: an alarm could only stop what repairs a version that fails.
                .ignoreAlarmConfiguration(deployment == Deployment.IMMEDIATE)
                .autoRollback(AutoRollbackConfig.builder()
                        .failedDeployment(true)
                        .stoppedDeployment(true)
                        .deploymentInAlarm(true)
                        .build())
                .build();
        NagSuppressions.addResourceSuppressions(group, List.of(NagPackSuppression.builder()
                .id("AwsSolutions-IAM4")
                .reason("AWS' own policy for this role, which CodeDeploy alone can assume: it moves Lambda aliases "
                        + "and reads alarms.")
                .appliesTo(List.of("Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
                        + "AWSCodeDeployRoleForLambdaLimited"))
                .build()), true);
    }

    private Alarm rollbackAlarm(String id, String description, Metric metric) {
        return Alarm.Builder.create(this, id)
                .alarmDescription(description + "; rolls a running deployment back")
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }

    private static MetricOptions everyMinute() {
        return MetricOptions.builder().statistic("Sum").period(Duration.minutes(1)).build();
    }

    private static Map<String, HttpMethod> routes() {
        Map<String, HttpMethod> routes = new LinkedHashMap<>();
        routes.put("/v1/classify", HttpMethod.POST);
        routes.put("/v1/model", HttpMethod.GET);
        routes.put("/q/health/ready", HttpMethod.GET);
        routes.put("/q/openapi", HttpMethod.GET);
        return routes;
    }

    /** The CDK has the interface, but no class for it. */
    private record AccessLog(IAccessLogDestination getDestination, AccessLogFormat getFormat)
            implements IAccessLogSettings {
    }
}
