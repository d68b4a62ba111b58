package dev.visage.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The names by which TensorFlow's native code and JavaCPP reach Java, as the libraries on a class path hold them.
 *
 * @param namedByLibrary     the classes that the JNI library looks up
 * @param nativeApi          the classes that stand for TensorFlow's C API
 * @param tensorMappers      the classes that TensorFlow's registry of types makes by reflection
 * @param platformProperties the resources that tell JavaCPP what the libraries are called
 */
record TensorFlowNames(List<String> namedByLibrary, List<String> nativeApi, List<String> tensorMappers,
        List<String> platformProperties) {

    private static final Pattern JNI_LIBRARY =
            Pattern.compile("org/tensorflow/internal/c_api/([^/]+)/libjnitensorflow\\.so");
    private static final Pattern NATIVE_API = Pattern.compile("(org/tensorflow/internal/c_api/.+)\\.class");
    private static final Pattern TENSOR_MAPPER = Pattern.compile("(org/tensorflow/internal/types/T\\w+Mapper)\\.class");
    /** In C++ a text ends with a zero byte, and so does the one before it. */
    private static final Pattern CLASS_IN_LIBRARY =
            Pattern.compile("(?<=\0)org/(?:tensorflow|bytedeco)/[\\w/$]+(?=\0)");
    private static final String PROPERTIES = "org/bytedeco/javacpp/properties/%s.properties";

    /**
     * Reads the libraries of a class path.
     *
     * @throws IllegalArgumentException if TensorFlow's JNI library is not among them
     */
    static TensorFlowNames read(List<Path> classPath) throws IOException {
        TreeSet<String> namedByLibrary = new TreeSet<>();
        TreeSet<String> nativeApi = new TreeSet<>();
        TreeSet<String> tensorMappers = new TreeSet<>();
        TreeSet<String> platforms = new TreeSet<>();
        for (Path path : classPath) {
            if (!path.getFileName().toString().contains("tensorflow") || !Files.isRegularFile(path)) {
                continue;
            }
            try (ZipFile jar = new ZipFile(path.toFile())) {
                for (ZipEntry entry : jar.stream().toList()) {
                    Matcher library = JNI_LIBRARY.matcher(entry.getName());
                    if (library.matches()) {
                        platforms.add(library.group(1));
                        namedByLibrary.addAll(classNames(jar, entry));
                    }
                    addClassName(NATIVE_API.matcher(entry.getName()), nativeApi);
                    addClassName(TENSOR_MAPPER.matcher(entry.getName()), tensorMappers);
                }
            }
        }
        if (platforms.isEmpty()) {
            throw new IllegalArgumentException("There is no libjnitensorflow.so on the class path " + classPath);
        }
        return new TensorFlowNames(List.copyOf(namedByLibrary), List.copyOf(nativeApi), List.copyOf(tensorMappers),
                Stream.concat(Stream.of("generic"), platforms.stream()).map(PROPERTIES::formatted).toList());
    }

    private static void addClassName(Matcher file, TreeSet<String> names) {
        if (file.matches()) {
            names.add(file.group(1).replace('/', '.'));
        }
    }

    private static List<String> classNames(ZipFile jar, ZipEntry library) throws IOException {
        try (InputStream in = jar.getInputStream(library)) {
            Matcher name = CLASS_IN_LIBRARY.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            List<String> names = new ArrayList<>();
            while (name.find()) {
                names.add(name.group().replace('/', '.'));
            }
            return names;
        }
    }
}
