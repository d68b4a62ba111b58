package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtkFaceTest {

    @Test
    void readsAllFacesOfUtkFaceAndFindsTheirNearDuplicates() throws IOException {
        String path = System.getenv("VISAGE_UTKFACE");
        assumeTrue(path != null && !path.isEmpty(), "skipped: set VISAGE_UTKFACE to the path of UTKFace.tar.gz");
        Dataset dataset = Dataset.read(Path.of(path));
        assertEquals(18_965, dataset.faces().size());
        assertEquals(List.of("39_1_20170116174525125.jpg.chip.jpg", "55_0_0_20170116232725357jpg.chip.jpg",
                "61_1_20170109142408075.jpg.chip.jpg", "61_1_20170109150557335.jpg.chip.jpg"), dataset.skipped());
        long groups = Arrays.stream(NearDuplicates.group(dataset.faces())).distinct().count();
        assertTrue(groups > 17_500 && groups < 18_900, groups + " photos are different ones");
    }
}
