package dev.visage.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.visage.support.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The native executable, in the folder that is deployed. */
class NativeLambdaIT extends LambdaFunctionTests {

    @Override
    List<String> command(String... options) {
        return Deployments.nativeExecutable(options);
    }

    /** JavaCPP, left to itself, would unpack 630 MB at the first start of every container. */
    @Test
    void loadsTensorFlowFromTheFolderOfTheExecutable() throws Exception {
        try (FunctionContainer function = start()) {
            body(200, invoke(HttpApiEvent.photo("image/jpeg", TestImages.face())));

            Set<Path> folders = function.proc("maps").lines()
                    .filter(line -> line.contains("tensorflow"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))).getParent())
                    .collect(Collectors.toSet());
            assertEquals(Set.of(Deployments.LAMBDA_FOLDER), folders);
        }
    }

    @Test
    void writesNothingToTheDisk() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (FunctionContainer function = start("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home)) {
            body(200, invoke(HttpApiEvent.photo("image/jpeg", TestImages.face())));

            try (Stream<Path> files = Files.walk(folder)) {
                assertEquals(Set.of(folder, home, temporary, folder.resolve("log.txt")),
                        files.collect(Collectors.toSet()));
            }
            assertFalse(function.log().contains("WARN"), function.log());
        }
    }
}
