package dev.visage.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Tells GraalVM, while it builds the native executable, what TensorFlow reaches by reflection and JNI, which no
 * analysis of byte code can find. The names are read from the very libraries that the executable is built with, so they
 * fit every version of them.
 */
final class TensorFlowFeature implements Feature {

    private static final String JAVACPP = "org.bytedeco.javacpp.";

    @Override
    public String getDescription() {
        return "Registers what TensorFlow reaches by reflection and JNI";
    }

    /** Quarkus initializes everything at build time; these load libraries, or look for them, when they are. */
    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtRunTime("org.tensorflow", "org.bytedeco.javacpp", "com.google.protobuf");
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        TensorFlowNames names = names(access);
        // What C++ calls by name, and what JavaCPP looks at to know how C++ lays it out in memory.
        Stream.of(names.namedByLibrary(), names.nativeApi(), List.of(JAVACPP + "presets.javacpp",
                        JAVACPP + "FunctionPointer",
                        JAVACPP + "Pointer$Deallocator", JAVACPP + "Pointer$CustomDeallocator"))
                .flatMap(List::stream)
                .distinct()
                .forEach(name -> registerMembers(type(access, name)));
        names.tensorMappers().forEach(name -> registerConstructor(type(access, name)));
        registerJavaForJni();
        registerUnsafe(type(access, "sun.misc.Unsafe"));
        Module javaCpp = type(access, JAVACPP + "Loader").getModule();
        names.platformProperties().forEach(path -> RuntimeResourceAccess.addResource(javaCpp, path));
    }

    private static TensorFlowNames names(FeatureAccess access) {
        try {
            return TensorFlowNames.read(access.getApplicationClassPath());
        } catch (IOException e) {
            throw new UncheckedIOException("TensorFlow's libraries cannot be read", e);
        }
    }

    private static Class<?> type(FeatureAccess access, String name) {
        Class<?> type = access.findClassByName(name);
        if (type == null) {
            throw new IllegalStateException("TensorFlow names the class " + name + ", and the class path lacks it");
        }
        return type;
    }

    private static void registerMembers(Class<?> type) {
        RuntimeReflection.register(type);
        RuntimeReflection.register(type.getDeclaredConstructors());
        RuntimeReflection.register(type.getDeclaredMethods());
        RuntimeReflection.register(type.getDeclaredFields());
        RuntimeJNIAccess.register(type);
        RuntimeJNIAccess.register(type.getDeclaredConstructors());
        RuntimeJNIAccess.register(type.getDeclaredMethods());
        RuntimeJNIAccess.register(type.getDeclaredFields());
    }

    /** Each is made anew by its constructor without parameters. */
    private static void registerConstructor(Class<?> mapper) {
        RuntimeReflection.register(mapper);
        try {
            RuntimeReflection.register(mapper.getDeclaredConstructor());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(mapper + " cannot be made by TensorFlow's registry of types", e);
        }
    }

    /** What JavaCPP's part of the library asks of the JDK when it is loaded, and when C++ throws. */
    private static void registerJavaForJni() {
        try {
            registerJni(String.class.getConstructor(byte[].class),
                    String.class.getConstructor(byte[].class, java.nio.charset.Charset.class),
                    String.class.getMethod("getBytes"),
                    String.class.getMethod("getBytes", java.nio.charset.Charset.class),
                    Object.class.getMethod("toString"),
                    java.nio.Buffer.class.getMethod("array"),
                    java.nio.Buffer.class.getMethod("arrayOffset"),
                    java.nio.charset.Charset.class.getMethod("forName", String.class));
            for (Class<?> thrown : List.of(NullPointerException.class, RuntimeException.class,
                    UnsatisfiedLinkError.class, OutOfMemoryError.class)) {
                registerJni(thrown.getConstructor(String.class));
            }
            for (String field : List.of("position", "limit", "capacity")) {
                RuntimeJNIAccess.register(java.nio.Buffer.class.getDeclaredField(field));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The JDK has lost what JavaCPP needs of it", e);
        }
    }

    private static void registerJni(Executable... members) {
        for (Executable member : members) {
            RuntimeJNIAccess.register(member.getDeclaringClass());
            RuntimeJNIAccess.register(member);
        }
    }

    /** JavaCPP and Protobuf read memory with it, by whichever of its methods there are. */
    private static void registerUnsafe(Class<?> unsafe) {
        RuntimeReflection.register(unsafe);
        RuntimeReflection.register(unsafe.getDeclaredMethods());
        try {
            RuntimeReflection.register(unsafe.getDeclaredField("theUnsafe"));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("The JDK has lost what JavaCPP needs of it", e);
        }
    }
}
