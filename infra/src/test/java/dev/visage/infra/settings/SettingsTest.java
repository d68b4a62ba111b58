package dev.visage.infra.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.infra.settings.ApiSettings.Authorizer;
import dev.visage.infra.settings.ApiSettings.Jwt;
import dev.visage.infra.settings.FunctionSettings.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.logs.RetentionDays;

class SettingsTest {
    /** Every part is there, so that each of the settings is read. */
    private static final Map<String, Object> EVERYTHING = Map.of(
            "imageVersion", "1.0.0",
            "modelVersion", "1",
            "account", "123456789012",
            "region", "eu-central-1",
            "authorizer", "jwt",
            "jwtIssuer", "https://login.example.com",
            "jwtAudiences", "visage",
            "bulkBucket", "photos",
            "bulkPrefix", "photos/",
            "trainerImageVersion", "1.0.0");
    private static final Map<String, Object> VERSIONS = Map.of("imageVersion", "1.0.0", "modelVersion", "1");

    @Test
    void needsNoMoreThanTheVersionsOfImageAndModel() {
        Settings settings = settings(Map.of());

        assertEquals("dev", settings.environment());
        assertEquals(RetentionDays.ONE_MONTH, settings.logRetention());
        assertEquals(1769, settings.function().memoryMegabytes());
        assertEquals(Deployment.CANARY, settings.function().deployment());
        assertEquals(Authorizer.IAM, settings.api().authorizer());
        assertEquals(List.of(), settings.api().corsOrigins());
        assertEquals(Optional.empty(), settings.function().reservedConcurrency());
        assertEquals(Optional.empty(), settings.bulk());
        assertEquals(Optional.empty(), settings.training());
    }

    @Test
    void takesAValueOfTheCommandLineBeforeThatOfTheFile() {
        Map<String, Object> context = context(VERSIONS);
        context.put("modelVersion", "2");
        context.put("memoryMegabytes", "3008");
        context.put("@aws-cdk/core:checkSecretUsage", true);

        Settings settings = Settings.of(context);

        assertEquals("2", settings.function().modelVersion());
        assertEquals(3008, settings.function().memoryMegabytes());
    }

    @Test
    void readsTextAsTheCommandLineGivesIt() {
        Settings settings = settings(Map.of("memoryMegabytes", "2048", "trainerImageVersion", "1.0.0",
                "trainingSpot", "false", "corsOrigins", "https://a.example, https://b.example"));

        assertEquals(2048, settings.function().memoryMegabytes());
        assertEquals(false, settings.training().orElseThrow().spot());
        assertEquals(List.of("https://a.example", "https://b.example"), settings.api().corsOrigins());
    }

    @Test
    void acceptsTokensOfAnIssuerWhenAsked() {
        Settings settings = settings(Map.of("authorizer", "jwt",
                "jwtIssuer", "https://login.example.com/tenant", "jwtAudiences", List.of("visage")));

        assertEquals(Optional.of(new Jwt("https://login.example.com/tenant", List.of("visage"))),
                settings.api().jwt());
    }

    @Test
    void namesTheImageByWhatIsInside() {
        assertEquals("1.0.0-native-x86_64", settings(Map.of()).function().imageTag());
        assertEquals("1.0.0-jvm-arm64",
                settings(Map.of("runtime", "jvm", "architecture", "arm64")).function().imageTag());
    }

    @ParameterizedTest
    @CsvSource({"ml.c5.4xlarge, 1.0.0-cpu", "ml.g5.xlarge, 1.0.0-gpu", "ml.p4d.24xlarge, 1.0.0-gpu"})
    void takesTheTrainerForGpusOnInstancesThatHaveOne(String instance, String tag) {
        Settings settings = settings(Map.of("trainerImageVersion", "1.0.0", "trainingInstanceType", instance));

        assertEquals(tag, settings.training().orElseThrow().imageTag());
    }

    @ParameterizedTest
    @CsvSource({
        "environment, Dev",
        "account, 12345",
        "region, frankfurt",
        "logRetentionDays, 31",
        "imageVersion, ''",
        "imageVersion, latest image",
        "runtime, python",
        "architecture, sparc",
        "memoryMegabytes, 511",
        "memoryMegabytes, 10241",
        "memoryMegabytes, lots",
        "memoryMegabytes, 1769.5",
        "reservedConcurrency, 0",
        "deployment, sometimes",
        "modelName, Visage",
        "modelName, ../visage",
        "modelVersion, ../1",
        "modelVersion, 1/2",
        "authorizer, none",
        "jwtIssuer, http://login.example.com",
        "jwtAudiences, ''",
        "corsOrigins, *",
        "corsOrigins, http://example.com",
        "corsOrigins, https://example.com/app",
        "requestsPerSecond, 0",
        "burst, 5001",
        "alarmLatencyMilliseconds, 9",
        "alarmInitMilliseconds, 10001",
        "alarmEmail, nobody",
        "bulkBucket, Photos",
        "bulkPrefix, photos",
        "bulkPrefix, ''",
        "bulkPrefix, photos/*/",
        "bulkBatchSize, 201",
        "bulkConcurrency, 0",
        "bulkToleratedFailurePercent, 101",
        "trainerImageVersion, a b",
        "trainingInstanceType, c5.4xlarge",
        "trainingHours, 121",
        "trainingSpot, maybe"})
    void refusesABadValueByTheSettingsName(String name, String value) {
        Map<String, Object> context = context(EVERYTHING);
        context.put(name, value);

        assertRefused(name, context);
    }

    @Test
    void acceptsTheSameSettingsWithoutTheBadValue() {
        Settings settings = Settings.of(context(EVERYTHING));

        assertTrue(settings.bulk().isPresent());
        assertTrue(settings.training().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"imageVersion", "modelVersion", "region", "jwtIssuer", "bulkPrefix"})
    void missesWhatTheOthersNeed(String name) {
        Map<String, Object> values = new HashMap<>(EVERYTHING);
        values.remove(name);

        assertRefused(name, context(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelVerson", "jwtIssuer", "bulkBatchSize", "trainingSpot"})
    void refusesANameThatWouldDoNothing(String name) {
        Map<String, Object> context = context(VERSIONS);
        context.put(name, "1");

        assertRefused(name, context);
    }

    @Test
    void refusesAnEnvironmentThatIsNotListed() {
        Map<String, Object> context = context(VERSIONS);
        context.put("environment", "staging");

        assertRefused("environment", context);
    }

    private static void assertRefused(String name, Map<String, Object> context) {
        InvalidSettingException refusal =
                assertThrows(InvalidSettingException.class, () -> Settings.of(context));
        assertTrue(refusal.getMessage().startsWith(name + " "), refusal.getMessage());
    }

    private static Settings settings(Map<String, Object> values) {
        Map<String, Object> complete = new HashMap<>(VERSIONS);
        complete.putAll(values);
        return Settings.of(context(complete));
    }

    /** A context like that of cdk.json. The second environment is there to be refused for its name. */
    private static Map<String, Object> context(Map<String, Object> values) {
        return new HashMap<>(Map.of("environments", Map.of("dev", values, "Dev", values)));
    }
}
