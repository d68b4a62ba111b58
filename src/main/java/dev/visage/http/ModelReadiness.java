package dev.visage.http;

import dev.visage.inference.FaceClassifier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the model is loaded and warm: a classifier exists only then. */
@Readiness
public class ModelReadiness implements HealthCheck {

    private final FaceClassifier classifier;

    ModelReadiness(FaceClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("model").up()
                .withData("name", classifier.model().name())
                .withData("version", classifier.model().version())
                .build();
    }
}
