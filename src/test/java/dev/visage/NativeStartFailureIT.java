package dev.visage;

import dev.visage.lambda.Deployments;
import java.util.List;
import java.util.stream.Stream;

class NativeStartFailureIT extends StartFailureIT {

    @Override
    List<String> command(List<String> settings) {
        return Stream.concat(Deployments.nativeExecutable().stream(), settings.stream()).toList();
    }
}
