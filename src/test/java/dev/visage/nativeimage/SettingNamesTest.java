package dev.visage.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {

    private static final List<String> SEGMENTS = List.of("*", "quarkus", "q", "http", "http2", "auth", "log", "level",
            "category", "\"dev.visage\"", "key-store", "pem", "pem[*]", "cert", "port", "PORT", "\"", "h");

    @ParameterizedTest
    @ValueSource(strings = {
            "quarkus.http.port", "quarkus.http2", "quarkus.http.auth.policy.*.roles", "quarkus.*.level", "*.http",
            "quarkus.log.category.\"dev.visage\".level", "quarkus.log.category.dev.visage.level",
            "quarkus.tls.key-store.pem[0].cert", "quarkus.tls.key-store.pem.0.cert", "\"quarkus.http\".port", "\"q\\\"\"",
            "quarkus", "q", "quarkus.http.", "quarkus..port", ".quarkus", "java.home", "PATH", "h\u00E4.port"})
    void areComparedAsQuarkusComparesThem(String name) {
        int compared = 0;
        for (NameIterator rest = new NameIterator(name); rest.hasNext(); rest.next()) {
            for (String segment : SEGMENTS) {
                assertEquals(PropertiesUtil.isMapped(rest, segment), SettingNames.isMapped(rest, segment),
                        segment + " at " + rest.getPosition());
                compared++;
            }
        }
        assertTrue(compared > 0);
    }
}
