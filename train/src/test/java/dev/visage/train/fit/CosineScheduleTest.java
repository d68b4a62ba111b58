package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {

    private static final CosineSchedule SCHEDULE = new CosineSchedule(0.1, 10, 110);

    @Test
    void risesInALineToThePeak() {
        assertEquals(0.01, SCHEDULE.at(0), 1e-12);
        assertEquals(0.05, SCHEDULE.at(4), 1e-12);
        assertEquals(0.1, SCHEDULE.at(9), 1e-12);
    }

    @Test
    void fallsAlongACosineToAHundredthOfThePeak() {
        assertEquals(0.1, SCHEDULE.at(10), 1e-12);
        assertEquals(0.0505, SCHEDULE.at(60), 1e-12);
        assertEquals(0.001, SCHEDULE.at(110), 1e-12);
        for (int step = 11; step <= 110; step++) {
            assertTrue(SCHEDULE.at(step) < SCHEDULE.at(step - 1));
        }
    }

    @Test
    void staysAtTheEnd() {
        assertEquals(0.001, SCHEDULE.at(1000), 1e-12);
    }

    @Test
    void startsAtThePeakWithoutWarmUp() {
        assertEquals(0.1, new CosineSchedule(0.1, 0, 100).at(0), 1e-12);
    }
}
