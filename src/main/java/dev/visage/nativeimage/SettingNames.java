package dev.visage.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import io.smallrye.config.PropertyName;

/**
 * The comparison by which Quarkus looks for settings that nothing knows. It compares each segment of some five hundred
 * names with all that may stand there, and its own method looks for the segment's end each time, twice.
 */
@TargetClass(PropertiesUtil.class)
final class SettingNames {

    /** Whether the name's next segment is this one: mostly told by the first letter. */
    @Substitute
    public static boolean isMapped(NameIterator name, String segment) {
        int begin = name.getPosition() + 1;
        String text = name.getName();
        if (!text.regionMatches(begin, segment, 0, 1) && !text.startsWith("*", begin) && !segment.startsWith("*")) {
            return false;
        }
        return PropertyName.equals(text, begin, name.getNextEnd() - begin, segment, 0, segment.length());
    }
}
