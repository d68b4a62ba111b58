package dev.visage.train.export;

import java.util.function.DoubleBinaryOperator;

/** Finds the lowest point of a function of two variables in a box, by a grid that is refined around the best point. */
record GridSearch(double lowX, double highX, double lowY, double highY) {

    private static final int GRID = 10;
    private static final int REFINEMENTS = 6;
    private static final double REFINEMENT = 0.3;

    /** @return x and y */
    double[] minimize(DoubleBinaryOperator loss) {
        double[] best = {(lowX + highX) / 2, (lowY + highY) / 2};
        double stepX = (highX - lowX) / GRID;
        double stepY = (highY - lowY) / GRID;
        // A box without height is a line: its points are looked at once.
        int rows = highY > lowY ? GRID / 2 : 0;
        for (int refinement = 0; refinement < REFINEMENTS; refinement++) {
            double[] centre = best.clone();
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = -GRID / 2; i <= GRID / 2; i++) {
                for (int j = -rows; j <= rows; j++) {
                    double x = Math.max(lowX, Math.min(highX, centre[0] + i * stepX));
                    double y = Math.max(lowY, Math.min(highY, centre[1] + j * stepY));
                    double value = loss.applyAsDouble(x, y);
                    if (value < lowest) {
                        lowest = value;
                        best = new double[] {x, y};
                    }
                }
            }
            stepX *= REFINEMENT;
            stepY *= REFINEMENT;
        }
        return best;
    }
}
