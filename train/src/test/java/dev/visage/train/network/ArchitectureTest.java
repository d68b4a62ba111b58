package dev.visage.train.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.support.TinyArchitecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

    @Test
    void isFoundByItsNameOnceItsClassIsThere() {
        assertInstanceOf(Paper.class, Architecture.named("paper"));
        assertInstanceOf(TinyArchitecture.class, Architecture.named("tiny"));
    }

    @Test
    void isListedWhereANameIsUnknown() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Architecture.named("resnet")).getMessage();
        assertTrue(message.startsWith("no architecture is called 'resnet'; there is: "), message);
        assertTrue(message.contains("paper") && message.contains("tiny"), message);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-64,1", "64,0", "64,2", "64,4"})
    void refusesInputsThatAreNoPictures(int size, int channels) {
        assertThrows(IllegalArgumentException.class, () -> new ImageInput(size, channels));
    }

    @Test
    void tellsTheBytesOfAnInput() {
        assertEquals(64 * 64 * 3, new ImageInput(64, 3).bytes());
    }
}
