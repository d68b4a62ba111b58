package dev.visage.infra.settings;

import java.util.regex.Pattern;

/**
 * On what the trainer runs.
 *
 * @param imageVersion version of the trainer's container image, a part of its tag
 * @param instanceType a SageMaker training instance; one with a GPU takes the image built for GPUs;
 *                     {@code ml.c5.4xlarge} by default
 * @param hours        longest time that a run may compute, 1 to 120; 12 by default
 * @param spot         whether to take spare capacity, which costs less and may be interrupted; so by default
 */
public record TrainingSettings(String imageVersion, String instanceType, int hours, boolean spot) {
    private static final Pattern INSTANCE = Pattern.compile("ml\\.[a-z][a-z0-9-]*\\.[a-z0-9]+");
    /** The families with NVIDIA GPUs begin with g or p. */
    private static final Pattern GPU_INSTANCE = Pattern.compile("ml\\.[gp][0-9].*");

    /**
     * Checks every value.
     *
     * @throws InvalidSettingException that names the setting and what it has to be
     */
    public TrainingSettings {
        Checks.version("trainerImageVersion", imageVersion);
        Checks.form("trainingInstanceType", instanceType, INSTANCE, "a SageMaker instance such as ml.c5.4xlarge");
        Checks.range("trainingHours", hours, 1, 120);
    }

    static TrainingSettings read(ContextReader context) {
        return new TrainingSettings(
                context.requiredText("trainerImageVersion"),
                context.text("trainingInstanceType").orElse("ml.c5.4xlarge"),
                context.integer("trainingHours").orElse(12),
                context.flag("trainingSpot").orElse(true));
    }

    /** The image's tag: the TensorFlow for GPUs is another library, hence another image. */
    public String imageTag() {
        return imageVersion + (GPU_INSTANCE.matcher(instanceType).matches() ? "-gpu" : "-cpu");
    }
}
