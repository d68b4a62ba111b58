package dev.visage.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.support.TestImages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClassifyTest {

    private static final byte[] FACE = TestImages.face();

    @Test
    void classifiesAFaceInJson() {
        Classification answer = classification(json(Base64.getEncoder().encodeToString(FACE)));

        assertEquals(1, answer.faces().size());
        Face face = answer.faces().get(0);
        assertEquals(new Face.Box(0, 0, 1, 1), face.box());
        assertEquals(1, face.confidence());
        assertTrue(0 <= face.age().low() && face.age().low() <= face.age().estimate(), face.toString());
        assertTrue(face.age().estimate() <= face.age().high() && face.age().high() <= 116, face.toString());
        assertTrue(face.gender().probability() >= 0.5 && face.gender().probability() <= 1, face.toString());
        assertTrue(face.ageGroup().probability() > 1.0 / 9 && face.ageGroup().probability() <= 1, face.toString());
        assertTrue(face.ageGroup().low() <= face.ageGroup().high(), face.toString());
    }

    /** As when the model was shipped; processors round differently, by less than this allows. */
    @Test
    void answersTheExampleOfTheReadmeAsTheReadmeSays() {
        Face face = classification(image("image/jpeg", FACE)).faces().get(0);

        assertEquals("30-39", face.ageGroup().label());
        assertEquals(0.404, face.ageGroup().probability(), 0.01);
        assertEquals(32.9, face.age().estimate(), 0.2);
        assertEquals(22.8, face.age().low(), 0.2);
        assertEquals(44.1, face.age().high(), 0.2);
        assertEquals("female", face.gender().value());
        assertEquals(0.8517, face.gender().probability(), 0.01);
    }

    @Test
    void namesTheModelThatHasAnswered() {
        ModelDescription model = given().get("/v1/model").as(ModelDescription.class);

        assertEquals(new Classification.ModelReference(model.name(), model.version(), model.sha256()),
                classification(image("image/jpeg", FACE)).model());
    }

    @Test
    void answersWithTheFieldsOfTheContractAndNoOthers() {
        Map<String, Object> answer = image("image/jpeg", FACE).statusCode(200).extract().jsonPath().getMap("$");

        assertFields(answer, "faces", "model");
        assertFields(answer.get("model"), "name", "version", "sha256");
        Map<?, ?> face = (Map<?, ?>) ((List<?>) answer.get("faces")).get(0);
        assertFields(face, "box", "confidence", "ageGroup", "age", "gender");
        assertFields(face.get("box"), "left", "top", "width", "height");
        assertFields(face.get("ageGroup"), "label", "low", "high", "probability");
        assertFields(face.get("age"), "estimate", "low", "high");
        assertFields(face.get("gender"), "value", "probability");
    }

    @Test
    void takesEveryWayToWriteBase64() {
        Classification expected = classification(image("image/jpeg", FACE));

        String standard = Base64.getEncoder().encodeToString(FACE);
        assertEquals(expected, classification(json(standard)));
        assertEquals(expected, classification(json("data:image/jpeg;base64," + standard)));
        assertEquals(expected, classification(json(Base64.getEncoder().withoutPadding().encodeToString(FACE))));
        assertEquals(expected, classification(json(Base64.getUrlEncoder().encodeToString(FACE))));
        assertEquals(expected, classification(json(Base64.getUrlEncoder().withoutPadding().encodeToString(FACE))));
        assertEquals(expected, classification(json(Base64.getMimeEncoder().encodeToString(FACE))));
    }

    @Test
    void goesByTheBytesAndNotByTheContentType() {
        assertEquals(classification(image("image/jpeg", FACE)), classification(image("image/png", FACE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 8})
    void honoursTheOrientation(int orientation) throws IOException {
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(FACE));
        byte[] stored = TestImages.pngWithExif(TestImages.png(TestImages.stored(upright, orientation)),
                TestImages.exif(ByteOrder.BIG_ENDIAN, orientation));

        assertEquals(classification(image("image/png", TestImages.png(upright))).faces().get(0).age().estimate(),
                classification(image("image/png", stored)).faces().get(0).age().estimate(), 0.2);
    }

    @Test
    void takesAPhotoOfTwelveMegapixels() {
        byte[] photo = TestImages.jpeg(4000, 3000);

        assertEquals(1, classification(image("image/jpeg", photo)).faces().size());
        assertEquals(1, classification(json(Base64.getEncoder().encodeToString(photo))).faces().size());
    }

    @Test
    void answersAHundredClientsAtOnce() throws Exception {
        Classification expected = classification(image("image/jpeg", FACE));
        ExecutorService clients = Executors.newFixedThreadPool(100);
        try {
            List<Future<Classification>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> clients.submit(() -> classification(image("image/jpeg", FACE))))
                    .toList();
            for (Future<Classification> answer : answers) {
                assertEquals(expected, answer.get());
            }
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void measuresTheInference() {
        classification(image("image/jpeg", FACE));

        given().get("/q/metrics").then().statusCode(200).body(containsString("visage_inference_seconds_count"));
    }

    private static void assertFields(Object object, String... fields) {
        assertEquals(List.of(fields), List.copyOf(((Map<?, ?>) object).keySet()));
    }

    private static ValidatableResponse json(String image) {
        return given().contentType(ContentType.JSON).body(Map.of("image", image)).post("/v1/classify").then();
    }

    private static ValidatableResponse image(String contentType, byte[] bytes) {
        return given().contentType(contentType).body(bytes).post("/v1/classify").then();
    }

    private static Classification classification(ValidatableResponse response) {
        return response.statusCode(200).contentType(ContentType.JSON).extract().as(Classification.class);
    }
}
