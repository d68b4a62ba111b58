package dev.visage.train.fit;

import dev.visage.train.data.Augmentation;
import dev.visage.train.data.Batches;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.DrawRates;
import dev.visage.train.data.Face;
import dev.visage.train.data.FaceDecoder;
import dev.visage.train.data.Label;
import dev.visage.train.data.Part;
import dev.visage.train.data.Split;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.ImageInput;
import java.util.List;

/**
 * What a run looks at, decoded.
 *
 * @param batches          of the training part
 * @param validationImages of the network's input size, one for each label
 */
public record FitData(Batches batches, byte[][] validationImages, List<Label> validationLabels) {

    /** Half as large again as a network's input: room to zoom, turn and shift without blurring. */
    private static final double AUGMENTATION_SOURCE = 1.5;

    public static FitData of(FitSettings settings, Split split, Dataset data) {
        ImageInput input = Architecture.named(settings.architecture()).input();
        ImageInput source = input.scaled(AUGMENTATION_SOURCE);
        List<Face> training = split.select(Part.TRAIN, data.faces());
        List<Face> validation = split.select(Part.VALIDATION, data.faces());
        SampleSettings samples = settings.samples();
        List<Label> labels = labels(training);
        Batches batches = new Batches(decode(training, source), labels,
                epoch -> new Augmentation(samples.augmentation(), source, settings.inputIn(epoch, input)),
                DrawRates.favouringRareAges(labels, samples.rareAges()), samples.mixing(), settings.batchSize(),
                settings.seed());
        return new FitData(batches, decode(validation, input), labels(validation));
    }

    private static byte[][] decode(List<Face> faces, ImageInput input) {
        try (FaceDecoder decoder = new FaceDecoder(input)) {
            return decoder.decode(faces);
        }
    }

    private static List<Label> labels(List<Face> faces) {
        return faces.stream().map(Face::label).toList();
    }
}
