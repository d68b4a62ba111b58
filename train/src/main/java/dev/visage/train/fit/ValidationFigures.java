package dev.visage.train.fit;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.evaluate.RocCurve;
import java.util.List;

/**
 * How a network does on the validation part, before calibration.
 *
 * @param loss           gender's mean cross entropy in nats and age's mean absolute error, weighted as for fitting
 * @param genderAccuracy 0 to 1
 * @param genderAuc      area under the ROC curve, 0 to 1
 * @param ageMae         mean absolute error in years
 */
public record ValidationFigures(double loss, double genderAccuracy, double genderAuc, double ageMae) {

    static ValidationFigures of(RawPredictions predictions, List<Label> labels, double ageLossWeight) {
        int n = labels.size();
        double[] scores = new double[n];
        boolean[] female = new boolean[n];
        double crossEntropy = 0;
        double absoluteError = 0;
        int right = 0;
        for (int i = 0; i < n; i++) {
            double logit = predictions.genderLogits()[i];
            scores[i] = logit;
            female[i] = labels.get(i).gender() == Gender.FEMALE;
            crossEntropy += Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(0, female[i] ? -logit : logit);
            right += logit > 0 == female[i] ? 1 : 0;
            double age = Math.max(0, Math.min(AgeGroup.MAX_AGE, predictions.ages()[i]));
            absoluteError += Math.abs(age - labels.get(i).age());
        }
        double ageMae = absoluteError / n;
        return new ValidationFigures(crossEntropy / n + ageLossWeight * ageMae / AgeGroup.MAX_AGE, (double) right / n,
                RocCurve.of(scores, female).auc(), ageMae);
    }

    /**
     * The same network's loss where age's error has another weight.
     *
     * @param ageLossWeight the weight that {@link #loss} has been made with
     * @param other         the weight to make it with
     */
    public double reweightedLoss(double ageLossWeight, double other) {
        return loss + (other - ageLossWeight) * ageMae / AgeGroup.MAX_AGE;
    }
}
