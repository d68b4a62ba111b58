package dev.visage.train.export;

import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.fit.RawPredictions;
import java.util.List;

/** Fits a calibration on faces that the network was not fitted on. */
final class Calibrator {

    static final double INTERVAL_COVERAGE = 0.8;

    private Calibrator() {
    }

    static Calibration fit(RawPredictions predictions, List<Label> labels) {
        double[] gender = new GridSearch(0.2, 3, -1, 1)
                .minimize((scale, offset) -> crossEntropy(predictions, labels, scale, offset));
        int[] ages = labels.stream().mapToInt(Label::age).toArray();
        if (predictions.ageLogits().isEmpty()) {
            EstimateCalibrator ageCalibrator = new EstimateCalibrator(predictions.ages(), ages);
            AgeCalibration.Spread spread = ageCalibrator.fit();
            return new Calibration(gender[0], gender[1], spread, ageCalibrator.coverage(spread));
        }
        DistributionCalibrator ageCalibrator = new DistributionCalibrator(predictions.ageLogits(), ages);
        AgeCalibration.Temperature temperature = ageCalibrator.fit();
        return new Calibration(gender[0], gender[1], temperature, ageCalibrator.coverage(temperature));
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

    /** log(1 + exp(x)), for large x too. */
    static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
