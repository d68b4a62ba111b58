package dev.visage.train.card;

import dev.visage.train.evaluate.Estimate;
import dev.visage.train.evaluate.Interval;
import java.util.Locale;

/** How a card writes numbers: shares with three decimals, years with two, intervals in brackets. */
final class Numbers {

    private Numbers() {
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** @param value from 0 to 1, or null where the faces do not tell it */
    static String share(Double value, Interval interval) {
        return value == null ? "unknown"
                : String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, interval.low(), interval.high());
    }

    /** Null where the faces do not tell it. */
    static String share(Estimate estimate) {
        return estimate.value() == null ? null : share(estimate.value(), estimate.interval());
    }

    static String years(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String years(double value, Interval interval) {
        return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", value, interval.low(), interval.high());
    }

    /** With its sign, as errors have one. */
    static String signedYears(double value, Interval interval) {
        return String.format(Locale.ROOT, "%+.2f [%+.2f, %+.2f]", value, interval.low(), interval.high());
    }
}
