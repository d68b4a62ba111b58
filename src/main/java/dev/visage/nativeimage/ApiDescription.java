package dev.visage.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The API's description, as the build has written it, read when it is asked for. Quarkus parses it at every start, so
 * that filters can change it; there are none here.
 */
@TargetClass(OpenApiDocumentService.class)
final class ApiDescription {

    @Substitute
    void prepareDocument(AutoSecurityFilter security, Map<OpenApiFilter.RunStage, List<String>> filters, String name) {
        // There is nothing to prepare.
    }

    /** @param name of the one document that there is */
    @Substitute
    public byte[] getDocument(String name, Format format) {
        String file = OpenApiConstants.BASE_NAME + "." + format;
        try (InputStream document = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
