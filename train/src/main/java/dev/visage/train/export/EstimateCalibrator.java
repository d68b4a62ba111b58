package dev.visage.train.export;

import dev.visage.train.data.AgeGroup;
import java.util.Arrays;

/** Calibrates the ages of a network that tells estimates alone. */
final class EstimateCalibrator {

    private final double[] estimates;
    private final double[] errors;

    /**
     * @param estimates in years
     * @param ages      the true ones
     */
    EstimateCalibrator(float[] estimates, int[] ages) {
        this.estimates = new double[ages.length];
        errors = new double[ages.length];
        for (int i = 0; i < ages.length; i++) {
            this.estimates[i] = Math.max(0, Math.min(AgeGroup.MAX_AGE, estimates[i]));
            errors[i] = ages[i] - this.estimates[i];
        }
    }

    AgeCalibration.Spread fit() {
        double[] spread = new GridSearch(0.2, 10, 0, 0.3).minimize(this::logisticLoss);
        double[] standardized = standardized(spread[0], spread[1]);
        Arrays.sort(standardized);
        return new AgeCalibration.Spread(spread[0], spread[1],
                quantile(standardized, (1 - Calibrator.INTERVAL_COVERAGE) / 2),
                quantile(standardized, (1 + Calibrator.INTERVAL_COVERAGE) / 2));
    }

    /** The share of true ages in their intervals. */
    double coverage(AgeCalibration.Spread spread) {
        return Arrays.stream(standardized(spread.base(), spread.perYear()))
                .filter(z -> spread.intervalLow() <= z && z <= spread.intervalHigh()).count() / (double) errors.length;
    }

    /** The errors in scales. */
    private double[] standardized(double base, double perYear) {
        double[] standardized = new double[errors.length];
        Arrays.setAll(standardized, i -> errors[i] / (base + perYear * estimates[i]));
        return standardized;
    }

    /** The negative log-likelihood of the errors under logistic distributions, but for a constant. */
    private double logisticLoss(double base, double perYear) {
        double sum = 0;
        for (int i = 0; i < errors.length; i++) {
            double scale = base + perYear * estimates[i];
            double z = errors[i] / scale;
            sum += Math.log(scale) + z + 2 * Calibrator.softplus(-z);
        }
        return sum;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1))))];
    }
}
