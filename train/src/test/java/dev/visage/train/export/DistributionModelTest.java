package dev.visage.train.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Change;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.evaluate.Prediction;
import dev.visage.train.files.Folders;
import dev.visage.train.fit.FitGraph;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.Lineage;
import dev.visage.train.fit.RawPredictions;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.SampleSettings;
import dev.visage.train.fit.StepLosses;
import dev.visage.train.fit.StopRequest;
import dev.visage.train.fit.Teacher;
import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Architecture;
import dev.visage.train.support.SmallRun;
import dev.visage.train.support.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network with normalization and ages as distributions, with all that a run can be set to. */
class DistributionModelTest {

    private static final Dataset DATA = SyntheticFaces.dataset(540);
    private static final FitSettings SETTINGS = new FitSettings("tiny-distribution", 12, 16, 0, SmallRun.OPTIMIZER,
            SmallRun.LOSS, new SampleSettings(Set.of(Change.values()), 0.5, 0.1, 0.5, true), 12, false, 7);

    @TempDir
    Path folder;

    @Test
    void isFittedFoldedAndAnswersAsTheFittedNetwork() throws IOException {
        SmallRun run = SmallRun.fit(folder.resolve("run"), SETTINGS, DATA, new StopRequest());
        ModelFolder model = ModelFolder.export(run.folder(), DATA, folder.resolve("models"), "visage", "1");
        assertTrue(model.manifest().figures().genderAccuracy() > 0.9, model.manifest().figures().toString());
        assertTrue(model.manifest().figures().ageMae() < 20, model.manifest().figures().toString());

        Calibration calibration = model.manifest().calibration();
        AgeCalibration.Temperature temperature =
                assertInstanceOf(AgeCalibration.Temperature.class, calibration.age());
        List<Face> faces = DATA.faces().subList(0, 20);
        Architecture architecture = Architecture.named(SETTINGS.architecture());
        try (FitGraph graph = new FitGraph(architecture, SETTINGS);
                ExportedModel exported = ExportedModel.open(model.path())) {
            assertEquals(graph.parameters(), model.manifest().parameters());
            run.folder().checkpoints().restoreBest(graph);
            RawPredictions raw = graph.predict(SmallRun.decode(faces, architecture.input()));
            List<Prediction> predictions = exported.predict(faces.stream().map(Face::image).toList());
            for (int i = 0; i < faces.size(); i++) {
                double logit = calibration.genderScale() * raw.genderLogits()[i] + calibration.genderOffset();
                assertEquals(1 / (1 + Math.exp(-logit)), predictions.get(i).female(), 1e-4);
                double expectation = expectation(raw.ageLogits().get(i), temperature.temperature());
                AgeGroup group = predictions.get(i).ageGroup();
                double nearestInGroup = Math.max(group.low(), Math.min(group.high() + 0.9, expectation));
                assertEquals(nearestInGroup, predictions.get(i).age(), 1e-2);
                assertTrue(predictions.get(i).ageLow() < predictions.get(i).ageHigh());
            }
        }
    }

    @Test
    void teachesAnotherRunWhatItsOwnRunWould() throws IOException {
        FitSettings settings = SmallRun.settings("tiny-distribution", 1, 16, 4);
        RunFolder teacher = SmallRun.fit(folder.resolve("run"), settings, DATA, new StopRequest()).folder();
        ModelFolder model = ModelFolder.export(teacher, DATA, folder.resolve("models"), "visage", "1");
        RunFolder byRun = taughtBy(teacher, settings, "by-run");
        RunFolder byModel = taughtBy(model, settings, "by-model");
        assertEquals(byRun.started().teachers(), byModel.started().teachers());
        Folders.delete(model.path());
        assertEquals(lossesOf(byRun).gender(), lossesOf(byModel).gender(), 1e-5);
        assertEquals(lossesOf(byRun).age(), lossesOf(byModel).age(), 1e-5);
    }

    private RunFolder taughtBy(Teacher teacher, FitSettings settings, String name) throws IOException {
        RunFolder run = new RunFolder(folder.resolve(name));
        run.start(settings, DATA, "test", new Lineage(List.of(), List.of(teacher)));
        return run;
    }

    private static StepLosses lossesOf(RunFolder run) throws IOException {
        SmallRun.fit(run.path(), run.started().settings(), DATA, new StopRequest());
        return run.checkpoints().bestEpoch().trainLosses();
    }

    private static double expectation(float[] logits, double temperature) {
        double sum = 0;
        double weighted = 0;
        for (int year = 0; year < AgeHead.Distribution.YEARS; year++) {
            double weight = Math.exp(logits[year] / temperature);
            sum += weight;
            weighted += weight * year;
        }
        return weighted / sum;
    }
}
