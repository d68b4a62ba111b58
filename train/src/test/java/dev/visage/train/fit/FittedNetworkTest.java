package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.visage.train.data.Batch;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.ImageInput;
import dev.visage.train.support.Graphs;
import dev.visage.train.support.SmallRun;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;

class FittedNetworkTest {

    private static final Architecture TINY = Architecture.named("tiny");

    /** With weights of zero: to it either gender is as probable, and everybody is new-born. */
    private static FittedNetwork whoKnowsNothing() {
        try (FitGraph graph = new FitGraph(TINY, SmallRun.settings(1))) {
            return new FittedNetwork(TINY, graph.averagedWeights().entrySet().stream().collect(
                    Collectors.toMap(Map.Entry::getKey, weight -> new float[weight.getValue().length])));
        }
    }

    private static StepLosses losses(double smoothing, int teachers, int ageShare) {
        FitSettings settings = SmallRun.settings(1);
        LossSettings loss = new LossSettings(4, 0.5, 2.5, smoothing);
        FitSettings smoothed = new FitSettings("tiny", 1, 16, 0, settings.optimizer(), loss, settings.samples(), 10, false, 7);
        try (FitGraph graph = new FitGraph(TINY, smoothed, Map.of(), Collections.nCopies(teachers, whoKnowsNothing()))) {
            return graph.step(batch(ageShare), 0, 0);
        }
    }

    private static Batch batch(int ageShare) {
        byte[] images = new byte[16 * TINY.input().bytes()];
        new Random(1).nextBytes(images);
        List<Label> labels = IntStream.range(0, 16).mapToObj(i -> new Label(6 * i / ageShare,
                i % 3 == 0 ? Gender.FEMALE : Gender.MALE, Race.ASIAN)).toList();
        return new Batch(images, TINY.input(), labels.toArray(Label[]::new), 1);
    }

    @Test
    void whatATeacherTellsCountsAsMuchAsTheLabel() {
        StepLosses taught = losses(0, 1, 1);
        assertEquals(losses(0.5, 0, 1).gender(), taught.gender(), 1e-6);
        assertEquals(losses(0, 0, 2).age(), taught.age(), 1e-6);
        assertNotEquals(losses(0, 0, 1), taught);
    }

    @Test
    void whatTwoTeachersTellCountsTwiceAsMuchAsTheLabel() {
        StepLosses taught = losses(0, 2, 1);
        assertEquals(losses(2 / 3.0, 0, 1).gender(), taught.gender(), 1e-6);
        assertEquals(losses(0, 0, 3).age(), taught.age(), 1e-6);
    }

    @Test
    void seesPicturesOfAnotherSizeResized() {
        Architecture network = Architecture.named("tiny-distribution");
        FittedNetwork fitted;
        try (FitGraph graph = new FitGraph(network, SmallRun.settings("tiny-distribution", 1, 16, 0))) {
            fitted = new FittedNetwork(network, graph.averagedWeights());
        }
        assertArrayEquals(genderOfHalves(fitted, network.input()), genderOfHalves(fitted, network.input().scaled(1.5)),
                1e-5f);
    }

    @Test
    void seesPicturesOfWhateverSizeThoughItTakesOneAlone() {
        FittedNetwork fitted;
        try (FitGraph graph = new FitGraph(TINY, SmallRun.settings(1))) {
            fitted = new FittedNetwork(TINY, graph.averagedWeights());
        }
        float[] picture = halves(TINY.input());
        float[] expected = genderOfHalves(fitted, TINY.input());
        assertArrayEquals(expected, Graphs.compute(tf -> fitted.answers(tf,
                tf.placeholderWithDefault(tf.constant(TINY.input().batchShape(1), DataBuffers.of(picture)),
                        Shape.of(-1, -1, -1, 1)), TINY.input()).gender()));
    }

    /** The logit of a picture that is dark above and bright below. */
    private static float[] genderOfHalves(FittedNetwork network, ImageInput input) {
        return Graphs.compute(tf -> network.answers(tf,
                tf.constant(input.batchShape(1), DataBuffers.of(halves(input))), input).gender());
    }

    private static float[] halves(ImageInput input) {
        float[] picture = new float[input.bytes()];
        Arrays.fill(picture, picture.length / 2, picture.length, 1);
        return picture;
    }
}
