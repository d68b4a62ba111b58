package dev.visage.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visage.image.ImageRefusedException;
import dev.visage.image.ImageRefusedException.Reason;
import dev.visage.model.Model;
import dev.visage.model.ModelException;
import dev.visage.support.ShippedModel;
import dev.visage.support.TestImages;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.SavedModel;

class TensorFlowFaceClassifierTest {

    /** As EXIF numbers it. */
    private static final int MIRRORED = 2;

    private static Model model;
    private static FaceClassifier classifier;

    @BeforeAll
    static void load() {
        model = ShippedModel.read();
        classifier = new TensorFlowFaceClassifier(model);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void estimatesAgeAndGenderOfAFace() {
        FaceEstimate estimate = classifier.classify(TestImages.face(), 1);

        assertTrue(estimate.age() >= 0 && estimate.age() <= 116, estimate.toString());
        assertTrue(estimate.ageLow() <= estimate.age() && estimate.age() <= estimate.ageHigh(), estimate.toString());
        assertTrue(estimate.genderProbability() >= 0 && estimate.genderProbability() <= 1, estimate.toString());
        assertEquals(model.manifest().ageGroups().size(), estimate.ageGroupProbabilities().size());
        assertEquals(1, estimate.ageGroupProbabilities().stream().mapToDouble(Float::doubleValue).sum(), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsThePictureUpright(int orientation) throws IOException {
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(TestImages.face()));
        FaceEstimate expected = classifier.classify(TestImages.png(upright), 1);

        byte[] stored = TestImages.png(TestImages.stored(upright, orientation));

        // Resizing rounds, and not the same way from both sides.
        FaceEstimate estimate = classifier.classify(stored, orientation);
        assertEquals(expected.age(), estimate.age(), 0.1);
        assertEquals(expected.genderProbability(), estimate.genderProbability(), 0.002);
        if (orientation > 2) {
            // Not by the age, which two pictures may well have at the same edge of an age group.
            assertNotEquals(expected.ageHigh(), classifier.classify(stored, 1).ageHigh(), 0.1);
        }
    }

    /** A property of the shipped model's network, whatever its weights. */
    @Test
    void tellsTheSameOfTheMirrorImage() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(TestImages.face()));
        FaceEstimate expected = classifier.classify(TestImages.png(picture), 1);

        FaceEstimate estimate = classifier.classify(TestImages.png(TestImages.stored(picture, MIRRORED)), 1);

        // Resizing rounds, and not the same way from both sides.
        assertEquals(expected.age(), estimate.age(), 0.1);
        assertEquals(expected.ageHigh(), estimate.ageHigh(), 0.1);
        assertEquals(expected.genderProbability(), estimate.genderProbability(), 0.002);
    }

    static Map<String, byte[]> kinds() {
        Map<String, byte[]> kinds = new TreeMap<>();
        Map.of("colour", BufferedImage.TYPE_INT_RGB, "transparent", BufferedImage.TYPE_INT_ARGB,
                "palette", BufferedImage.TYPE_BYTE_INDEXED, "black and white", BufferedImage.TYPE_BYTE_BINARY,
                "grey", BufferedImage.TYPE_BYTE_GRAY, "16-bit grey", BufferedImage.TYPE_USHORT_GRAY)
                .forEach((kind, type) -> {
                    kinds.put(kind + " PNG", TestImages.png(TestImages.picture(40, 60, type)));
                    kinds.put(kind + " interlaced PNG", TestImages.interlacedPng(TestImages.picture(40, 60, type)));
                });
        ComponentColorModel deep = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
                Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        kinds.put("16-bit colour PNG",
                TestImages.png(new BufferedImage(deep, deep.createCompatibleWritableRaster(40, 60), false, null)));
        kinds.put("colour JPEG", TestImages.jpeg(40, 60));
        kinds.put("progressive JPEG", TestImages.progressiveJpeg(40, 60));
        kinds.put("grey JPEG", TestImages.jpeg(TestImages.picture(40, 60, BufferedImage.TYPE_BYTE_GRAY)));
        kinds.put("PNG of one pixel", TestImages.png(1, 1));
        kinds.put("PNG of one row", TestImages.png(5000, 1));
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("kindNames")
    void takesEveryKindOfJpegAndPng(String kind) {
        FaceEstimate estimate = classifier.classify(kinds().get(kind), 1);

        assertTrue(Float.isFinite(estimate.age()), estimate.toString());
    }

    static List<String> kindNames() {
        return List.copyOf(kinds().keySet());
    }

    @Test
    void refusesAFileThatCannotBeDecodedAndKeepsTensorFlowsWordsToItself() {
        byte[] png = TestImages.png(40, 60);
        png[png.length / 2] ^= 1;

        for (byte[] file : new byte[][] {png, Arrays.copyOf(TestImages.face(), 3000), {}, {1, 2, 3}}) {
            ImageRefusedException refusal =
                    assertThrows(ImageRefusedException.class, () -> classifier.classify(file, 1));
            assertEquals(Reason.DAMAGED, refusal.reason());
            assertEquals("The image cannot be decoded: the file is damaged or of a rare kind."
                    + " Save it anew as JPEG or PNG.", refusal.getMessage());
        }
    }

    @Test
    void answersManyThreadsAsItAnswersOne() throws Exception {
        List<byte[]> images = IntStream.range(0, 4).mapToObj(i -> TestImages.jpeg(100 + 20 * i, 120)).toList();
        List<FaceEstimate> expected = images.stream().map(image -> classifier.classify(image, 1)).toList();

        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<FaceEstimate>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> classifier.classify(images.get(i % 4), 1)))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(expected.get(i % 4), answers.get(i).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void refusesBytesThatAreNoSavedModel() {
        assertCorrupt("no saved model".getBytes(StandardCharsets.US_ASCII));
        assertCorrupt(new byte[0]);
    }

    @Test
    void refusesASavedModelWithoutTheSignature() throws InvalidProtocolBufferException {
        SavedModel.Builder other = SavedModel.parseFrom(model.savedModel()).toBuilder();
        other.getMetaGraphsBuilder(0).removeSignatureDef("oriented");

        assertCorrupt(other.build().toByteArray());
    }

    @Test
    void refusesASignatureWithoutATensor() throws InvalidProtocolBufferException {
        SavedModel.Builder other = SavedModel.parseFrom(model.savedModel()).toBuilder();
        var metaGraph = other.getMetaGraphsBuilder(0);
        metaGraph.putSignatureDef("oriented",
                metaGraph.getSignatureDefOrThrow("oriented").toBuilder().removeOutputs("age_low").build());

        assertCorrupt(other.build().toByteArray());
    }

    @Test
    void refusesAGraphThatTensorFlowDoesNotKnowAndSaysWhyInOneLine() throws InvalidProtocolBufferException {
        SavedModel.Builder other = SavedModel.parseFrom(model.savedModel()).toBuilder();
        other.getMetaGraphsBuilder(0).getGraphDefBuilder().addNodeBuilder().setName("new").setOp("OpOfTomorrow");

        String message = assertCorrupt(other.build().toByteArray()).getMessage();
        assertTrue(message.contains("OpOfTomorrow"), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static ModelException assertCorrupt(byte[] savedModel) {
        Model corrupt = new Model(model.manifest(), savedModel);

        return assertThrows(ModelException.Corrupt.class, () -> new TensorFlowFaceClassifier(corrupt).close());
    }
}
