package dev.visage.train.support;

import dev.visage.train.fit.EpochReport;
import dev.visage.train.fit.StepLosses;
import dev.visage.train.fit.ValidationFigures;

/** What epochs of ten steps bring. */
public final class Reports {

    private Reports() {
    }

    public static EpochReport epoch(int epoch, double validationLoss) {
        return new EpochReport(epoch, 10L * epoch, 0.001 / epoch, new StepLosses(0.6 / epoch, 0.1 / epoch),
                new ValidationFigures(validationLoss, 0.75, 0.8125, 9.25), 12, 100, 50);
    }
}
