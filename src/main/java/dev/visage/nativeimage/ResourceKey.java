package dev.visage.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.BooleanSupplier;

/**
 * The key of a resource in GraalVM 25. It is a record, whose own {@code equals} GraalVM interprets instead of compiling
 * it; each look for a resource or a service compares keys for every module of Java, which takes milliseconds.
 */
@TargetClass(className = ResourceKey.Original.NAME, onlyWith = ResourceKey.Original.class)
final class ResourceKey {

    @Alias
    private Module module;

    @Alias
    private String resource;

    @Substitute
    @Override
    public boolean equals(Object other) {
        return (Object) this == other
                || other instanceof ResourceKey key && module == key.module && resource.equals(key.resource);
    }

    @Alias
    @Override
    public native int hashCode();

    /** Whether this version of GraalVM has such keys. */
    static final class Original implements BooleanSupplier {

        static final String NAME = "com.oracle.svm.core.jdk.Resources$ModuleInstanceResourceKey";

        @Override
        public boolean getAsBoolean() {
            try {
                Class.forName(NAME, false, Original.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
