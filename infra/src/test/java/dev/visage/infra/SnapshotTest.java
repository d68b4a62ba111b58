package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each template as a whole, so that a change of the code or of the CDK shows all that it changes in the deployment.
 * After a change that is meant: {@code ./mvnw -f infra/pom.xml test -Dtest=SnapshotTest -Dsnapshots.update}, then
 * read the difference in the snapshots before committing it.
 */
@NeedsNode
class SnapshotTest {
    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @ValueSource(strings = {"storage", "function", "observability", "bulk", "training"})
    void theTemplateIsTheOneThatWasReviewed(String part) throws IOException {
        Path snapshot = SNAPSHOTS.resolve(part + ".json");
        String actual = JSON.writeValueAsString(Synthesis.ofEverything().template(part).toJSON()) + "\n";
        if (System.getProperty("snapshots.update") != null) {
            Files.createDirectories(SNAPSHOTS);
            Files.writeString(snapshot, actual);
        }
        assertTrue(Files.exists(snapshot), () -> snapshot + " is missing: run with -Dsnapshots.update");
        assertEquals(Files.readString(snapshot), actual, () -> snapshot + " differs: run with -Dsnapshots.update if "
                + "the change is meant, and review the difference");
    }
}
