package dev.visage.http;

import dev.visage.bulk.StoredPhotos;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Hides the bulk operation where there is no bucket for it. Before matching, as then no other refusal, such as that of
 * a method, can tell that it exists.
 */
class BulkSwitch {

    private final StoredPhotos photos;

    BulkSwitch(StoredPhotos photos) {
        this.photos = photos;
    }

    @ServerRequestFilter(preMatching = true)
    void hide(ContainerRequestContext request) {
        if (!photos.exist() && RequestForm.of(request.getUriInfo()) == RequestForm.BULK) {
            throw new NotFoundException();
        }
    }
}
