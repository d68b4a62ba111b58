package dev.visage.train.export;

/**
 * Turns what the heads tell into honest probabilities.
 *
 * @param genderScale  the probability of being female is sigmoid(scale * logit + offset)
 * @param genderOffset see there
 * @param coverage     the share of true ages that the interval held on the validation part
 */
public record Calibration(double genderScale, double genderOffset, AgeCalibration age, double coverage) {
}
