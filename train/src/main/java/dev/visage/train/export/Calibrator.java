package dev.visage.train.export;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.fit.RawPredictions;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Fits a calibration on faces that the network was not fitted on. */
final class Calibrator {

    static final double INTERVAL_COVERAGE = 0.8;

    private static final int GRID = 10;
    private static final int REFINEMENTS = 6;

    private Calibrator() {
    }

    static Calibration fit(RawPredictions predictions, List<Label> labels) {
        int n = labels.size();
        double[] estimates = new double[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            estimates[i] = Math.max(0, Math.min(AgeGroup.MAX_AGE, predictions.ages()[i]));
            errors[i] = labels.get(i).age() - estimates[i];
        }
        double[] gender = minimize(0.2, 3, -1, 1, (scale, offset) -> crossEntropy(predictions, labels, scale, offset));
        double[] spread = minimize(0.2, 10, 0, 0.3, (base, perYear) -> logisticLoss(estimates, errors, base, perYear));
        double[] standardized = new double[n];
        for (int i = 0; i < n; i++) {
            standardized[i] = errors[i] / (spread[0] + spread[1] * estimates[i]);
        }
        Arrays.sort(standardized);
        double low = quantile(standardized, (1 - INTERVAL_COVERAGE) / 2);
        double high = quantile(standardized, (1 + INTERVAL_COVERAGE) / 2);
        double coverage = Arrays.stream(standardized).filter(z -> low <= z && z <= high).count() / (double) n;
        return new Calibration(gender[0], gender[1], spread[0], spread[1], low, high, coverage);
    }

    /** Platt scaling's loss, in nats: Platt, 1999, "Probabilistic outputs for support vector machines". */
    private static double crossEntropy(RawPredictions predictions, List<Label> labels, double scale, double offset) {
        double sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            double logit = scale * predictions.genderLogits()[i] + offset;
            sum += softplus(labels.get(i).gender() == Gender.FEMALE ? -logit : logit);
        }
        return sum;
    }

    /** The negative log-likelihood of the errors under logistic distributions, but for a constant. */
    private static double logisticLoss(double[] estimates, double[] errors, double base, double perYear) {
        double sum = 0;
        for (int i = 0; i < errors.length; i++) {
            double scale = base + perYear * estimates[i];
            double z = errors[i] / scale;
            sum += Math.log(scale) + z + 2 * softplus(-z);
        }
        return sum;
    }

    private static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** The lowest point of a function of two variables in a box, by a grid that is refined around the best point. */
    private static double[] minimize(double lowX, double highX, double lowY, double highY, DoubleBinaryOperator loss) {
        double[] best = {(lowX + highX) / 2, (lowY + highY) / 2};
        double stepX = (highX - lowX) / GRID;
        double stepY = (highY - lowY) / GRID;
        for (int refinement = 0; refinement < REFINEMENTS; refinement++) {
            double[] centre = best.clone();
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = -GRID / 2; i <= GRID / 2; i++) {
                for (int j = -GRID / 2; j <= GRID / 2; j++) {
                    double x = Math.max(lowX, Math.min(highX, centre[0] + i * stepX));
                    double y = Math.max(lowY, Math.min(highY, centre[1] + j * stepY));
                    double value = loss.applyAsDouble(x, y);
                    if (value < lowest) {
                        lowest = value;
                        best = new double[] {x, y};
                    }
                }
            }
            stepX *= 0.3;
            stepY *= 0.3;
        }
        return best;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1))))];
    }
}
