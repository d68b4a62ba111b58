package dev.visage.train.cli;

import dev.visage.train.data.DataException;
import dev.visage.train.evaluate.Prediction;
import dev.visage.train.export.ExportedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visage-train predict}. */
@Command(name = "predict", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tells age and gender of the faces in image files.")
final class PredictCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FOLDER", description = "A model folder that export made.")
    private Path model;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "JPEG or PNG files of one face each.")
    private List<Path> images;

    @Override
    public Integer call() throws IOException {
        try (ExportedModel exported = ExportedModel.open(model)) {
            for (Path image : images) {
                print(image, predict(exported, image));
            }
            return ExitCode.OK;
        }
    }

    private static Prediction predict(ExportedModel exported, Path image) throws IOException {
        try {
            return exported.predict(List.of(Files.readAllBytes(image))).get(0);
        } catch (DataException e) {
            throw new DataException(image + " is not a readable JPEG or PNG file.");
        }
    }

    private static void print(Path image, Prediction prediction) {
        double female = prediction.female();
        System.out.printf(Locale.ROOT, "%s: %s (%.3f), age %.1f, in 8 of 10 cases %.0f to %.0f, group %s (%.3f)%n", image,
                prediction.gender().name().toLowerCase(Locale.ROOT), Math.max(female, 1 - female), prediction.age(),
                prediction.ageLow(), prediction.ageHigh(), prediction.ageGroup().label(),
                prediction.ageGroups().get(prediction.ageGroup().ordinal()));
    }
}
