package dev.visage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64ImageTest {

    @Test
    void decodesBothAlphabetsWithAndWithoutPadding() {
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            assertArrayEquals(bytes, Base64Image.decode(Base64.getEncoder().encodeToString(bytes)));
            assertArrayEquals(bytes, Base64Image.decode(Base64.getEncoder().withoutPadding().encodeToString(bytes)));
            assertArrayEquals(bytes, Base64Image.decode(Base64.getUrlEncoder().encodeToString(bytes)));
            assertArrayEquals(bytes, Base64Image.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
        }
    }

    @Test
    void decodesLinesAsMimeBreaksThem() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);

        assertArrayEquals(bytes, Base64Image.decode(Base64.getMimeEncoder().encodeToString(bytes)));
        String unixLines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n";
        assertArrayEquals(bytes, Base64Image.decode(unixLines));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "data:image/jpeg;base64,AQID",
            "data:image/png;charset=utf-8;base64,AQID",
            "DATA:IMAGE/JPEG;BASE64,AQID",
            "data:;base64,AQID",
    })
    void decodesADataUrl(String url) {
        assertArrayEquals(new byte[] {1, 2, 3}, Base64Image.decode(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "A", "AQ=", "AQID!", "A Q I D", "AQID====", "+_+_",
            "data:image/jpeg,AQID", "data:AQID", "http://example.com/face.jpg",
            "\u00e4\u00f6\u00fc\u00df", "\ud83d\ude00"})
    void refusesEverythingElseWithoutQuotingIt(String text) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> Base64Image.decode(text));

        assertEquals(ProblemType.NOT_BASE64, refusal.type());
        assertFalse(text.length() > 3 && refusal.getMessage().contains(text));
    }
}
