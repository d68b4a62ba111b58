package dev.visage.nativeimage;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.openapi.runtime.io.Format;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ApiDescriptionTest {

    private static final ObjectMapper JSON_OR_YAML = new ObjectMapper(new YAMLFactory());

    /** A filter at run time would change only what the JVM answers. */
    @ParameterizedTest
    @EnumSource
    void isTheSameThatTheJvmPreparesWhenItStarts(Format format) throws IOException {
        JsonNode prepared = JSON_OR_YAML.readTree(given().queryParam("format", format).get("/q/openapi").asString());

        assertEquals("Visage", prepared.path("info").path("title").asText());
        assertEquals(prepared, JSON_OR_YAML.readTree(
                new ApiDescription().getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format)));
    }
}
