package dev.visage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

    @Test
    void takesATextAsLongAsABodyMayBe() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson(new MemorySize(BigInteger.valueOf(30_000_000))).customize(mapper);

        assertEquals(25_000_000, mapper.readValue(text(25_000_000), String.class).length());
        assertThrows(StreamConstraintsException.class, () -> mapper.readValue(text(30_100_000), String.class));
    }

    private static String text(int length) {
        return '"' + "A".repeat(length) + '"';
    }
}
