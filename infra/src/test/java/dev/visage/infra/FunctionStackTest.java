package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class FunctionStackTest {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String ROUTE = "AWS::ApiGatewayV2::Route";
    private final Synthesis synthesis = Synthesis.ofEverything();
    private final Template template = synthesis.template("function");

    @Test
    void theNativeImageRunsOnOneProcessorTracedAndLoggedAsJson() {
        template.hasResourceProperties(FUNCTION, Match.objectLike(Map.of(
                "PackageType", "Image",
                "Architectures", List.of("x86_64"),
                "MemorySize", 1769,
                "Timeout", 29,
                "TracingConfig", Map.of("Mode", "Active"),
                "LoggingConfig", Match.objectLike(Map.of("LogFormat", "JSON", "SystemLogLevel", "INFO")))));
        assertTrue(function(synthesis).at("/Code/ImageUri").toString().contains(":1.0.0-native-x86_64"));
    }

    @Test
    void theFunctionIsToldWhereItsModelLies() {
        JsonNode uri = function(synthesis).at("/Environment/Variables/VISAGE_MODEL_URI/Fn::Join/1");

        assertEquals("s3://", uri.get(0).asText());
        assertTrue(uri.get(1).toString().contains("RefModels"), uri::toString);
        assertEquals("/models/visage/1", uri.get(2).asText());
    }

    @Test
    void theRoleReadsOnePrefixOfOneBucketAndNothingElse() {
        List<JsonNode> policies = synthesis.resources("function", "AWS::IAM::Policy");
        assertEquals(1, policies.size());
        Map<String, String> granted = policies.get(0).at("/PolicyDocument/Statement").valueStream()
                .collect(Collectors.toMap(statement -> statement.get("Action").toString(),
                        statement -> statement.get("Resource").toString()));

        assertEquals(Set.of("\"s3:GetObject\"", "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]",
                "[\"xray:PutTelemetryRecords\",\"xray:PutTraceSegments\"]"), granted.keySet());
        assertTrue(granted.get("\"s3:GetObject\"").endsWith(",\"/models/visage/*\"]]}"), granted::toString);
        assertFalse(function(synthesis).toString().contains("VISAGE_BULK_BUCKET"));
    }

    @Test
    void aNewModelVersionIsPublishedAsANewVersionOfTheFunction() {
        Synthesis before = Synthesis.with(Map.of("modelVersion", "1"));
        Synthesis after = Synthesis.with(Map.of("modelVersion", "2"));

        assertTrue(function(after).toString().contains("/models/visage/2"));
        assertNotEquals(publishedVersion(before), publishedVersion(after));
    }

    @Test
    void aNewVersionGetsATenthOfTheTrafficAndIsRolledBackByAnAlarm() {
        template.hasResource("AWS::Lambda::Alias", Match.objectLike(Map.of(
                "Properties", Match.objectLike(Map.of("Name", "live")),
                "UpdatePolicy", Map.of("CodeDeployLambdaAliasUpdate", Match.anyValue()))));
        template.hasResourceProperties("AWS::CodeDeploy::DeploymentGroup", Match.objectLike(Map.of(
                "DeploymentConfigName", "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                "AlarmConfiguration", Map.of("Enabled", true, "Alarms", List.of(
                        Map.of("Name", Map.of("Ref", Match.stringLikeRegexp("FunctionErrors"))),
                        Map.of("Name", Map.of("Ref", Match.stringLikeRegexp("ServerErrors"))))),
                "AutoRollbackConfiguration", Map.of("Enabled", true, "Events", Match.arrayWith(
                        List.of("DEPLOYMENT_STOP_ON_ALARM"))))));
        template.allResourcesProperties("AWS::CloudWatch::Alarm", Match.objectLike(Map.of(
                "Period", 60, "EvaluationPeriods", 1, "Threshold", 1)));
    }

    @Test
    void callersReachFourRoutesOfTheLiveVersionAndOnlyWithASignature() {
        List<String> routes = synthesis.resources("function", ROUTE).stream()
                .map(route -> route.get("RouteKey").asText())
                .sorted()
                .toList();

        assertEquals(List.of("GET /q/health/ready", "GET /q/openapi", "GET /v1/model", "POST /v1/classify"), routes);
        template.allResourcesProperties(ROUTE, Match.objectLike(Map.of("AuthorizationType", "AWS_IAM")));
        template.hasResourceProperties("AWS::ApiGatewayV2::Integration", Match.objectLike(Map.of(
                "PayloadFormatVersion", "2.0",
                "IntegrationUri", Map.of("Ref", Match.stringLikeRegexp("ClassifierLive")))));
    }

    @Test
    void theApiIsThrottledAndItsAccessLogged() {
        template.hasResourceProperties("AWS::ApiGatewayV2::Stage", Match.objectLike(Map.of(
                "StageName", "$default",
                "DefaultRouteSettings", Match.objectLike(Map.of(
                        "ThrottlingRateLimit", 50, "ThrottlingBurstLimit", 100)),
                "AccessLogSettings", Match.objectLike(Map.of(
                        "Format", Match.serializedJson(Match.objectLike(Map.of(
                                "requestId", "$context.requestId", "status", "$context.status"))))))));
    }

    @Test
    void logsAreKeptForAsLongAsTheSettingSays() {
        template.allResourcesProperties("AWS::Logs::LogGroup", Match.objectLike(Map.of("RetentionInDays", 30)));
        Synthesis.with(Map.of("logRetentionDays", 365)).template("function")
                .allResourcesProperties("AWS::Logs::LogGroup", Match.objectLike(Map.of("RetentionInDays", 365)));
    }

    @Test
    void sizeKindAndCeilingAreSettings() {
        Synthesis other = Synthesis.with(Map.of("runtime", "jvm", "architecture", "arm64",
                "memoryMegabytes", 3008, "reservedConcurrency", 40, "deployment", "immediate"));

        other.template("function").hasResourceProperties(FUNCTION, Match.objectLike(Map.of(
                "Architectures", List.of("arm64"),
                "MemorySize", 3008,
                "ReservedConcurrentExecutions", 40)));
        other.template("function").hasResourceProperties("AWS::CodeDeploy::DeploymentGroup", Match.objectLike(Map.of(
                "DeploymentConfigName", "CodeDeployDefault.LambdaAllAtOnce",
                "AlarmConfiguration", Match.objectLike(Map.of("Enabled", false)))));
        assertTrue(function(other).at("/Code/ImageUri").toString().contains(":1.0.0-jvm-arm64"));
        assertFalse(function(synthesis).has("ReservedConcurrentExecutions"), "no ceiling unless asked for");
    }

    @Test
    void tokensOfAnIssuerAreAcceptedWhenAskedFor() {
        Template jwt = Synthesis.with(Map.of("authorizer", "jwt",
                "jwtIssuer", "https://login.example.com", "jwtAudiences", List.of("visage"))).template("function");

        jwt.allResourcesProperties(ROUTE, Match.objectLike(Map.of("AuthorizationType", "JWT")));
        jwt.hasResourceProperties("AWS::ApiGatewayV2::Authorizer", Match.objectLike(Map.of(
                "AuthorizerType", "JWT",
                "JwtConfiguration", Map.of("Issuer", "https://login.example.com", "Audience", List.of("visage")))));
    }

    @Test
    void anyoneMayCallOnlyWhenAskedFor() {
        Template open = Synthesis.with(Map.of("authorizer", "open")).template("function");

        open.allResourcesProperties(ROUTE, Match.objectLike(Map.of("AuthorizationType", "NONE")));
    }

    @Test
    void onlyNamedOriginsMayCallFromABrowser() {
        Template open = Synthesis.with(Map.of("corsOrigins", List.of("https://app.example.com")))
                .template("function");

        template.hasResourceProperties("AWS::ApiGatewayV2::Api", Match.objectLike(Map.of(
                "CorsConfiguration", Match.absent())));
        open.hasResourceProperties("AWS::ApiGatewayV2::Api", Match.objectLike(Map.of(
                "CorsConfiguration", Match.objectLike(Map.of(
                        "AllowOrigins", List.of("https://app.example.com"),
                        "AllowMethods", List.of("GET", "POST"))))));
    }

    private static JsonNode function(Synthesis synthesis) {
        return synthesis.resources("function", FUNCTION).get(0);
    }

    private static Set<String> publishedVersion(Synthesis synthesis) {
        return synthesis.template("function").findResources("AWS::Lambda::Version").keySet();
    }
}
