package dev.visage.http;

import dev.visage.inference.FaceClassifier;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Has the model loaded while the routes are laid. The start-up event would be the usual moment, but in dev mode the
 * Lambda extension lets requests in before that, and they would fail.
 */
@Singleton
class EarlyStart {

    /** @param classifier is loaded by being asked for */
    void load(@Observes Router routes, FaceClassifier classifier) {
        // The parameters say it all.
    }
}
