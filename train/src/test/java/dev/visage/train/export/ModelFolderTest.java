package dev.visage.train.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.DataException;
import dev.visage.train.data.Dataset;
import dev.visage.train.data.Face;
import dev.visage.train.data.Part;
import dev.visage.train.evaluate.Prediction;
import dev.visage.train.files.Sha256;
import dev.visage.train.fit.FitGraph;
import dev.visage.train.fit.Lineage;
import dev.visage.train.fit.RawPredictions;
import dev.visage.train.fit.RunFolder;
import dev.visage.train.fit.StopRequest;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.TensorValues;
import dev.visage.train.support.Plots;
import dev.visage.train.support.SmallRun;
import dev.visage.train.support.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

class ModelFolderTest {

    private static final Dataset DATA = SyntheticFaces.dataset(216);

    @TempDir
    static Path folder;
    private static RunFolder run;
    private static ModelFolder model;

    @BeforeAll
    static void fitAndExport() throws IOException {
        run = SmallRun.fit(folder.resolve("run"), SmallRun.settings(12), DATA, new StopRequest()).folder();
        model = ModelFolder.export(run, DATA, folder.resolve("models"), "visage", "1");
    }

    private static List<Prediction> predict(List<Face> faces) throws IOException {
        try (ExportedModel exported = ExportedModel.open(model.path())) {
            return exported.predict(faces.stream().map(Face::image).toList());
        }
    }

    @Test
    void givesTheAnswersOfTheFittedNetwork() throws IOException {
        List<Face> faces = DATA.faces().subList(0, 20);
        List<Prediction> predictions = predict(faces);
        Architecture architecture = Architecture.named("tiny");
        Calibration calibration = model.manifest().calibration();
        try (FitGraph graph = new FitGraph(architecture, SmallRun.settings(12))) {
            run.checkpoints().restoreBest(graph);
            RawPredictions raw = graph.predict(SmallRun.decode(faces, architecture.input()));
            for (int i = 0; i < faces.size(); i++) {
                double age = Math.max(0, Math.min(AgeGroup.MAX_AGE, raw.ages()[i]));
                double logit = calibration.genderScale() * raw.genderLogits()[i] + calibration.genderOffset();
                assertEquals(age, predictions.get(i).age(), 1e-3);
                assertEquals(1 / (1 + Math.exp(-logit)), predictions.get(i).female(), 1e-5);
            }
        }
    }

    @Test
    void givesABatchTheAnswersOfItsImages() throws IOException {
        List<Face> faces = DATA.faces().subList(0, 5);
        List<Prediction> together = predict(faces);
        for (int i = 0; i < faces.size(); i++) {
            Prediction alone = predict(faces.subList(i, i + 1)).get(0);
            assertEquals(alone.age(), together.get(i).age(), 1e-3);
            assertEquals(alone.female(), together.get(i).female(), 1e-5);
        }
    }

    @Test
    void hasLearntWhatCanBeLearnt() throws IOException {
        assertTrue(model.manifest().figures().genderAccuracy() > 0.9, model.manifest().figures().toString());
        assertTrue(model.manifest().figures().ageMae() < 15, model.manifest().figures().toString());
        int tested = run.split(DATA).select(Part.TEST, DATA.faces()).size();
        assertEquals(tested, model.manifest().figures().images());
    }

    @Test
    void turnsPicturesUprightByTheirOrientation() {
        BufferedImage upright = SyntheticFaces.picture(DATA.faces().get(0).label(), 3);
        BufferedImage counterclockwise = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 48 * 48; i++) {
            counterclockwise.setRGB(i / 48, 47 - i % 48, upright.getRGB(i % 48, i / 48));
        }
        float[] ages = ages(List.of(upright, counterclockwise, counterclockwise), 1, 6, 1);
        assertEquals(ages[0], ages[1], 0.05);
        assertTrue(Math.abs(ages[0] - ages[2]) > 0.2, "not turned, it is another picture: " + ages[2]);
    }

    private static float[] ages(List<BufferedImage> pictures, int... orientations) {
        byte[][] files = pictures.stream().map(picture -> SyntheticFaces.encode(picture, "png")).toArray(byte[][]::new);
        try (SavedModelBundle bundle = SavedModelBundle.load(model.path().toString(), "serve");
                TString images = TString.tensorOfBytes(Shape.of(files.length), DataBuffers.ofObjects(files));
                TInt32 turns = TInt32.vectorOf(orientations);
                Result result = bundle.function("oriented").call(Map.of("images", images, "orientations", turns))) {
            return TensorValues.floats((TFloat32) result.get("age").orElseThrow());
        }
    }

    @Test
    void spreadsTheAgeGroupsAroundTheEstimate() throws IOException {
        for (Prediction prediction : predict(DATA.faces().subList(0, 40))) {
            assertEquals(9, prediction.ageGroups().size());
            assertEquals(1, prediction.ageGroups().stream().mapToDouble(d -> d).sum(), 1e-5);
            assertTrue(prediction.ageGroups().stream().allMatch(probability -> probability >= 0));
            assertTrue(prediction.ageLow() >= 0 && prediction.ageLow() <= prediction.age()
                    && prediction.age() <= prediction.ageHigh() && prediction.ageHigh() <= AgeGroup.MAX_AGE,
                    prediction.toString());
            double within = 0;
            for (AgeGroup group : AgeGroup.values()) {
                if (group.high() >= Math.floor(prediction.ageLow()) && group.low() <= Math.ceil(prediction.ageHigh())) {
                    within += prediction.ageGroups().get(group.ordinal());
                }
            }
            assertTrue(within > 0.7, "the groups that the interval touches hold its 80 per cent: " + prediction);
        }
    }

    @Test
    void listsEveryFileWithItsDigest() throws IOException {
        Set<String> there;
        try (Stream<Path> walk = Files.walk(model.path())) {
            there = walk.filter(Files::isRegularFile).map(file -> model.path().relativize(file).toString())
                    .filter(file -> !file.equals("manifest.json")).collect(Collectors.toSet());
        }
        Manifest manifest = model.verifiedManifest();
        assertEquals(there, manifest.files().stream().map(ModelFile::path).collect(Collectors.toSet()));
        assertTrue(there.containsAll(Set.of("saved_model.pb", "MODEL_CARD.md", "evaluation.json", "robustness.json",
                "learning-curves.png")));
        for (ModelFile file : manifest.files()) {
            byte[] content = Files.readAllBytes(model.path().resolve(file.path()));
            assertEquals(content.length, file.bytes());
            assertEquals(Sha256.of(content), file.sha256());
        }
        Plots.assertIsPlot(model.path().resolve("learning-curves.png"));
    }

    @Test
    void tellsServersAllThatTheyNeed() throws IOException {
        Manifest manifest = model.manifest();
        assertEquals(List.of(1, "visage", "1", "tiny", List.of("female", "male"), 0.8), List.of(manifest.schema(),
                manifest.name(), manifest.version(), manifest.architecture(), manifest.genders(),
                manifest.intervalCoverage()));
        long weights = 3 * 3 * 8 + 8 + (7 * 7 * 8) * 32 + 32 + 2 * (32 + 1);
        assertEquals(weights, manifest.parameters());
        assertEquals(List.of(AgeGroup.values()), manifest.ageGroups());
        assertEquals(run.started(), manifest.training().run());
        SignatureDescription oriented = manifest.signatures().get("oriented");
        assertEquals(new SignatureDescription.Tensor("string", List.of(-1L)), oriented.inputs().get("images"));
        assertEquals(new SignatureDescription.Tensor("int32", List.of(-1L)), oriented.inputs().get("orientations"));
        assertEquals(Set.of("images"), manifest.signatures().get("serving_default").inputs().keySet());
        assertEquals(oriented.outputs(), manifest.signatures().get("serving_default").outputs());
        assertEquals(new SignatureDescription.Tensor("float", List.of(-1L, 9L)),
                oriented.outputs().get("age_group_probabilities"));
        assertEquals(Set.of("gender_probability", "age", "age_low", "age_high", "age_group_probabilities"),
                oriented.outputs().keySet());
    }

    @Test
    void isTheWholeModelInOneFile() throws IOException {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        Files.copy(model.path().resolve("saved_model.pb"), alone.resolve("saved_model.pb"));
        try (ExportedModel exported = ExportedModel.open(alone)) {
            Face face = DATA.faces().get(0);
            assertEquals(predict(List.of(face)), exported.predict(List.of(face.image())));
        }
    }

    @Test
    void refusesToChangeAVersion() throws IOException {
        byte[] before = Files.readAllBytes(model.path().resolve("saved_model.pb"));
        assertThrows(FileAlreadyExistsException.class,
                () -> ModelFolder.export(run, DATA, folder.resolve("models"), "visage", "1"));
        assertArrayEquals(before, Files.readAllBytes(model.path().resolve("saved_model.pb")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../2", "a/b", "Visage", ".hidden", "a b", "-x"})
    void refusesNamesThatAreNoFolderOfAStore(String name) {
        assertThrows(IllegalArgumentException.class,
                () -> ModelFolder.export(run, DATA, folder.resolve("models"), name, "2"));
        assertThrows(IllegalArgumentException.class,
                () -> ModelFolder.export(run, DATA, folder.resolve("models"), "visage", name));
    }

    @Test
    void isNotThereWhereTheExportFails() throws IOException {
        Dataset other = new Dataset(DATA.faces(), List.of(), "another digest");
        assertThrows(DataException.class, () -> ModelFolder.export(run, other, folder.resolve("failed"), "visage", "1"));
        assertFalse(Files.exists(folder.resolve("failed/visage/1")));
    }

    private static Path copy(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.list(model.path())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void teachesNoRunWhereItsArchitectureHasOtherWeightsByNow() throws IOException {
        Path old = copy("old");
        Path manifest = old.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"tiny\"", "\"paper\""));
        RunFolder taught = new RunFolder(folder.resolve("taught"));
        Lineage lineage = new Lineage(List.of(), List.of(new ModelFolder(old)));
        String message = assertThrows(IllegalArgumentException.class,
                () -> taught.start(SmallRun.settings(1), DATA, "test", lineage)).getMessage();
        assertTrue(message.startsWith("the run has no weight conv1.kernel "), message);
        assertFalse(taught.isStarted());
    }

    @Test
    void isNotAcceptedWithAChangedOrMissingFile() throws IOException {
        Path copy = copy("changed");
        ModelFolder changed = new ModelFolder(copy);
        assertEquals(model.manifest(), changed.verifiedManifest());
        Files.writeString(copy.resolve("evaluation.json"), "{}");
        assertThrows(DataException.class, changed::verifiedManifest);
        Files.delete(copy.resolve("evaluation.json"));
        assertThrows(NoSuchFileException.class, changed::verifiedManifest);
    }

    @Test
    void refusesWhatIsNoImage() throws IOException {
        try (ExportedModel exported = ExportedModel.open(model.path())) {
            assertThrows(DataException.class, () -> exported.predict(List.of(new byte[] {1, 2, 3})));
        }
    }
}
