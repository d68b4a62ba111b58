package dev.visage.infra.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Everything that differs between two deployments of Visage. A value that is present is valid.
 *
 * @param environment  name of the environment, a part of every stack's name; 1 to 16 lower-case letters, digits, dashes
 * @param account      account that the stacks are bound to; by default whichever the credentials belong to
 * @param region       region that the stacks are bound to; by default whichever the credentials' profile names
 * @param logRetention how long logs are kept; 30 days by default
 * @param function     what runs, and how large
 * @param api          who may call it
 * @param alarms       when to call somebody
 * @param bulk         the bulk part; left out where {@code bulkBucket} is not set
 * @param training     the training part; left out where {@code trainerImageVersion} is not set
 */
public record Settings(
        String environment,
        Optional<String> account,
        Optional<String> region,
        RetentionDays logRetention,
        FunctionSettings function,
        ApiSettings api,
        AlarmSettings alarms,
        Optional<BulkSettings> bulk,
        Optional<TrainingSettings> training) {

    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9-]{0,15}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Map<Integer, RetentionDays> RETENTIONS = new TreeMap<>(Map.of(
            1, RetentionDays.ONE_DAY,
            7, RetentionDays.ONE_WEEK,
            14, RetentionDays.TWO_WEEKS,
            30, RetentionDays.ONE_MONTH,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR,
            731, RetentionDays.TWO_YEARS));

    /**
     * Checks the values that are not checked by their own records.
     *
     * @throws InvalidSettingException that names the setting and what it has to be
     */
    public Settings {
        Checks.form("environment", environment, ENVIRONMENT,
                "1 to 16 lower-case letters, digits or dashes, a letter first");
        account.ifPresent(id -> Checks.form("account", id, ACCOUNT, "twelve digits"));
        region.ifPresent(name -> Checks.form("region", name, REGION, "a region such as eu-central-1"));
        if (account.isPresent() != region.isPresent()) {
            throw new InvalidSettingException(account.isPresent() ? "region" : "account",
                    "is missing: bind the stacks to both an account and a region, or to neither");
        }
    }

    /**
     * Reads the settings of the environment that the context names, {@code dev} by default.
     *
     * @param context the CDK app's whole context: {@code environments} holds the settings of each environment, and a
     *                setting's name beside it overrides that setting
     * @return the settings, all valid
     * @throws InvalidSettingException for an environment that is not listed, and for a setting that is unknown,
     *                                 missing or out of its range
     */
    public static Settings of(Map<?, ?> context) {
        String environment = String.valueOf(context.containsKey("environment") ? context.get("environment") : "dev");
        if (!(context.get("environments") instanceof Map<?, ?> environments)
                || !(environments.get(environment) instanceof Map<?, ?> values)) {
            throw new InvalidSettingException("environment",
                    "must be listed under environments in cdk.json, but is '" + environment + "'");
        }
        ContextReader reader = new ContextReader(values, context);
        Settings settings = new Settings(
                environment,
                reader.text("account"),
                reader.text("region"),
                retention(reader.integer("logRetentionDays").orElse(30)),
                FunctionSettings.read(reader),
                ApiSettings.read(reader),
                AlarmSettings.read(reader),
                reader.has("bulkBucket") ? Optional.of(BulkSettings.read(reader)) : Optional.empty(),
                reader.has("trainerImageVersion") ? Optional.of(TrainingSettings.read(reader)) : Optional.empty());
        reader.refuseUnread();
        return settings;
    }

    /** The name of one of the environment's stacks. */
    public String stackName(String part) {
        return "visage-" + environment + "-" + part;
    }

    private static RetentionDays retention(int days) {
        if (!RETENTIONS.containsKey(days)) {
            throw new InvalidSettingException("logRetentionDays",
                    "must be one of " + RETENTIONS.keySet() + ", but is " + days);
        }
        return RETENTIONS.get(days);
    }
}
