package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.evaluate.RocCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class RocCurveTest {

    @Test
    void riseAtEachPositiveAndGoRightAtEachNegative() {
        RocCurve curve = RocCurve.of(new double[] {0.2, 0.9, 0.6, 0.4}, new boolean[] {false, true, false, true});
        assertEquals(List.of(new Point(0, 0), new Point(0, 0.5), new Point(0.5, 0.5), new Point(0.5, 1), new Point(1, 1)),
                curve.points());
        assertEquals(0.75, curve.auc(), 1e-12);
    }

    @Test
    void countTiesHalf() {
        // Of the six pairs two are right, two are tied and two are wrong.
        RocCurve curve = RocCurve.of(new double[] {0.9, 0.5, 0.5, 0.5, 0.1}, new boolean[] {true, true, false, false, true});
        assertEquals(List.of(new Point(0, 0), new Point(0, 1 / 3.0), new Point(1, 2 / 3.0), new Point(1, 1)),
                curve.points());
        assertEquals((2 + 2 / 2.0) / 6, curve.auc(), 1e-12);
        assertEquals(0.5, RocCurve.of(new double[4], new boolean[] {true, false, true, false}).auc(), 1e-12);
    }

    @Test
    void areWholeOrNothingWhereScoresSeparate() {
        assertEquals(1, RocCurve.of(new double[] {1, 2, 3}, new boolean[] {false, true, true}).auc(), 1e-12);
        assertEquals(0, RocCurve.of(new double[] {1, 2, 3}, new boolean[] {true, false, false}).auc(), 1e-12);
    }

    @Test
    void areEmptyForOneClassAlone() {
        for (boolean positive : List.of(true, false)) {
            RocCurve curve = RocCurve.of(new double[] {1, 2}, new boolean[] {positive, positive});
            assertEquals(List.of(), curve.points());
            assertTrue(Double.isNaN(curve.auc()));
        }
        assertTrue(Double.isNaN(RocCurve.of(new double[0], new boolean[0]).auc()));
    }
}
