package dev.visage.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the native executable is told of TensorFlow fits the version in use; if it did not, its build would fail. */
class TensorFlowNamesTest {

    private static final List<Path> CLASS_PATH =
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();

    private static TensorFlowNames names;

    @BeforeAll
    static void read() throws IOException {
        names = TensorFlowNames.read(CLASS_PATH);
    }

    @Test
    void namesOnlyClassesThatExist() {
        List<String> missing = Stream.of(names.namedByLibrary(), names.nativeApi(), names.tensorMappers())
                .flatMap(List::stream)
                .filter(name -> !exists(name))
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void findsWhatTheSessionIsMadeOf() {
        assertTrue(names.namedByLibrary().containsAll(List.of("org.bytedeco.javacpp.Pointer",
                "org.tensorflow.internal.c_api.TF_Session",
                "org.tensorflow.internal.c_api.TF_Buffer$Data_deallocator_Pointer_long")),
                names.toString());
        assertTrue(names.nativeApi().containsAll(List.of("org.tensorflow.internal.c_api.global.tensorflow",
                "org.tensorflow.internal.c_api.presets.tensorflow")), names.toString());
        assertTrue(names.tensorMappers().contains("org.tensorflow.internal.types.TFloat32Mapper"), names.toString());
    }

    @Test
    void findsThePropertiesOfThePlatform() {
        assertTrue(names.platformProperties().size() >= 2, names.toString());
        names.platformProperties().forEach(path -> assertTrue(
                getClass().getClassLoader().getResource(path) != null, path));
    }

    @Test
    void refusesAClassPathWithoutTheLibrary() {
        List<Path> others = CLASS_PATH.stream()
                .filter(path -> !path.toString().contains("tensorflow-core-native"))
                .toList();

        assertThrows(IllegalArgumentException.class, () -> TensorFlowNames.read(others));
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, TensorFlowNamesTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
