package dev.visage.train.fit;

/**
 * The learning rate of each step: a linear warm-up, then half a cosine down to a hundredth of the peak
 * (<a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, 2017</a>, without restarts).
 */
public record CosineSchedule(double peak, long warmUpSteps, long totalSteps) {

    private static final double FLOOR = 0.01;

    /** @param step from 0 */
    public double at(long step) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double progress = Math.min(1, (step - warmUpSteps) / (double) Math.max(1, totalSteps - warmUpSteps));
        return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * progress)));
    }
}
