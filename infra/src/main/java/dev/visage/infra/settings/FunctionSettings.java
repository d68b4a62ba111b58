package dev.visage.infra.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What runs, and how large.
 *
 * @param imageVersion        version of the function's container image, a part of its tag
 * @param runtime             which of the images runs; {@code native} by default
 * @param architecture        processor of the image; {@code x86_64} by default
 * @param memoryMegabytes     512 to 10240; 1769 by default, at which Lambda gives one whole processor
 * @param reservedConcurrency ceiling of concurrent executions, 1 to 10000; none by default
 * @param deployment          how a change reaches callers; {@code canary} by default
 * @param modelName           folder of the model; {@code visage} by default
 * @param modelVersion        folder of the model's version: the one value that a rollout or a rollback changes
 */
public record FunctionSettings(
        String imageVersion,
        Runtime runtime,
        CpuArchitecture architecture,
        int memoryMegabytes,
        Optional<Integer> reservedConcurrency,
        Deployment deployment,
        String modelName,
        String modelVersion) {

    /** The native executable, or the same application on a JVM. */
    public enum Runtime { NATIVE, JVM }

    /** The processors that Lambda offers, by Lambda's names. */
    public enum CpuArchitecture { X86_64, ARM64 }

    /** A tenth of the traffic for five minutes before the rest, or all at once. */
    public enum Deployment { CANARY, IMMEDIATE }

    private static final Pattern MODEL_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /**
     * Checks every value.
     *
     * @throws InvalidSettingException that names the setting and what it has to be
     */
    public FunctionSettings {
        Checks.version("imageVersion", imageVersion);
        Checks.range("memoryMegabytes", memoryMegabytes, 512, 10_240);
        reservedConcurrency.ifPresent(ceiling -> Checks.range("reservedConcurrency", ceiling, 1, 10_000));
        Checks.form("modelName", modelName, MODEL_NAME, "1 to 32 lower-case letters, digits or dashes");
        Checks.version("modelVersion", modelVersion);
    }

    static FunctionSettings read(ContextReader context) {
        return new FunctionSettings(
                context.requiredText("imageVersion"),
                context.choice("runtime", Runtime.class).orElse(Runtime.NATIVE),
                context.choice("architecture", CpuArchitecture.class).orElse(CpuArchitecture.X86_64),
                context.integer("memoryMegabytes").orElse(1769),
                context.integer("reservedConcurrency"),
                context.choice("deployment", Deployment.class).orElse(Deployment.CANARY),
                context.text("modelName").orElse("visage"),
                context.requiredText("modelVersion"));
    }

    /** The image's tag says what is inside, so that an image of the wrong processor or kind cannot be deployed. */
    public String imageTag() {
        return "%s-%s-%s".formatted(imageVersion, runtime, architecture).toLowerCase(Locale.ROOT);
    }
}
