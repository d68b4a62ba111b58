package dev.visage.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.model.Manifest;
import dev.visage.support.ShippedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelTest {

    @Test
    void tellsWhichModelIsLoaded() {
        Manifest shipped = ShippedModel.read().manifest();

        ModelDescription model = given().get("/v1/model").then().statusCode(200).contentType(ContentType.JSON)
                .extract().as(ModelDescription.class);

        assertEquals(ModelDescription.of(shipped), model);
        assertEquals("0-2", model.ageGroups().get(0).label());
        assertEquals(9, model.ageGroups().size());
        assertEquals(List.of("female", "male"), model.genders());
    }

    @Test
    void isAliveAndReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("model"));
    }

    @Test
    void describesEveryAnswerInOpenApi() {
        JsonPath openApi = given().queryParam("format", "JSON").get("/q/openapi")
                .then().statusCode(200).extract().jsonPath();

        Map<String, Object> responses = openApi.getMap("paths.'/v1/classify'.post.responses");
        assertEquals(Set.of("200", "400", "406", "413", "415", "422", "500"), responses.keySet());
        assertTrue(openApi.getMap("paths.'/v1/classify'.post.requestBody.content").keySet()
                .containsAll(List.of("application/json", "image/jpeg", "image/png")));
        assertTrue(openApi.getMap("paths").keySet().containsAll(List.of("/v1/classify", "/v1/model")));
        assertEquals("Apache-2.0", openApi.getString("info.license.name"));
    }

    @Test
    void describesEveryProblemTypeInOpenApi() {
        String openApi = given().get("/q/openapi").asString();

        for (ProblemType type : ProblemType.values()) {
            if (type != ProblemType.NOT_FOUND && type != ProblemType.METHOD_NOT_ALLOWED) {
                String name = type.uri().toString().replace("urn:visage:problem:", "");
                assertTrue(openApi.contains("`" + name + "`"), name);
            }
        }
    }
}
