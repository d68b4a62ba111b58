package dev.visage.infra.settings;

import java.util.regex.Pattern;

/**
 * Where the images of a bulk run lie, and how fast they are worked through.
 *
 * @param bucket                   an existing bucket of the same account and region
 * @param prefix                   the images' prefix in it, ending in a slash
 * @param batchSize                images a call, 1 to 200, as a call's answer must stay under 256 KiB; 50 by default
 * @param concurrency              calls at the same time, 1 to 1000; 20 by default
 * @param toleratedFailurePercent  share of batches that may fail without ending the run, 0 to 100; 0 by default
 */
public record BulkSettings(
        String bucket, String prefix, int batchSize, int concurrency, int toleratedFailurePercent) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** Neither empty nor with a wildcard: the prefix goes into the roles' policies. */
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9!_.'()=-]+/)+");

    /**
     * Checks every value.
     *
     * @throws InvalidSettingException that names the setting and what it has to be
     */
    public BulkSettings {
        Checks.form("bulkBucket", bucket, BUCKET, "a bucket's name");
        Checks.form("bulkPrefix", prefix, PREFIX, "folders ending in a slash, such as photos/2026/");
        Checks.range("bulkBatchSize", batchSize, 1, 200);
        Checks.range("bulkConcurrency", concurrency, 1, 1_000);
        Checks.range("bulkToleratedFailurePercent", toleratedFailurePercent, 0, 100);
    }

    static BulkSettings read(ContextReader context) {
        return new BulkSettings(
                context.requiredText("bulkBucket"),
                context.requiredText("bulkPrefix"),
                context.integer("bulkBatchSize").orElse(50),
                context.integer("bulkConcurrency").orElse(20),
                context.integer("bulkToleratedFailurePercent").orElse(0));
    }
}
