package dev.visage.train.fit;

/**
 * The losses of a step, or their mean over steps.
 *
 * @param gender cross entropy in nats
 * @param age    mean absolute error as a fraction of 116 years
 */
public record StepLosses(double gender, double age) {
}
