package dev.visage.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.constructs.IConstruct;

/** The wildcards in policies that are meant. Each is excused for itself, with its reason; any other one is an error. */
final class Wildcards {
    private Wildcards() {
    }

    /**
     * Excuses one wildcard in the policies of a construct and of those below it.
     *
     * @param resource a regular expression for the statement's resource, as cdk-nag names it
     * @param reason   why it cannot be narrower
     */
    static void explain(IConstruct construct, String resource, String reason) {
        NagSuppressions.addResourceSuppressions(construct, List.of(NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(List.of(Map.of("regex", "/^Resource::" + resource + "$/")))
                .build()), true);
    }
}
