package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

@NeedsNode
class VisageAppTest {

    @Test
    void nothingIsFoundByTheAwsSolutionsRules() {
        for (Stack stack : Synthesis.ofEverything().stacks()) {
            Annotations annotations = Annotations.fromStack(stack);
            annotations.hasNoError("*", Match.anyValue());
            annotations.hasNoWarning("*", Match.anyValue());
        }
    }

    @Test
    void everySuppressedFindingIsExplained() {
        ObjectMapper json = new ObjectMapper();
        int explained = 0;
        for (Stack stack : Synthesis.ofEverything().stacks()) {
            JsonNode template = json.valueToTree(Synthesis.ofEverything().template(part(stack)).toJSON());
            for (JsonNode rule : template.findValues("rules_to_suppress")) {
                for (JsonNode suppression : rule) {
                    assertTrue(suppression.get("reason").asText().length() > 40, suppression::toString);
                    assertFalse(suppression.path("applies_to").isEmpty(), suppression::toString);
                    explained++;
                }
            }
        }
        assertTrue(explained > 0, "the templates carry the reasons");
    }

    @Test
    void everyResourceThatCanIsTaggedWithItsEnvironment() {
        Set<String> taggable = Set.of("AWS::S3::Bucket", "AWS::ECR::Repository", "AWS::Lambda::Function", "AWS::IAM::Role",
                "AWS::Logs::LogGroup", "AWS::CloudWatch::Alarm", "AWS::SNS::Topic", "AWS::StepFunctions::StateMachine",
                "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage");
        // The second form is API Gateway's.
        Set<String> tags = Set.of(
                "[{\"Key\":\"environment\",\"Value\":\"test\"},{\"Key\":\"project\",\"Value\":\"visage\"}]",
                "{\"environment\":\"test\",\"project\":\"visage\"}");
        Synthesis synthesis = Synthesis.ofEverything();
        for (String type : taggable) {
            List<JsonNode> resources = synthesis.stacks().stream()
                    .flatMap(stack -> synthesis.resources(part(stack), type).stream()).toList();
            assertFalse(resources.isEmpty(), type);
            resources.forEach(resource -> assertTrue(tags.contains(resource.path("Tags").toString()), resource::toString));
        }
    }

    @Test
    void leavesOutThePartsThatNobodyAskedFor() {
        List<String> names = Synthesis.with(Map.of()).stacks().stream().map(Stack::getStackName).toList();

        assertEquals(List.of("visage-test-storage", "visage-test-function", "visage-test-observability"), names);
    }

    @Test
    void aBadSettingFailsTheSynthesisWithAMessageThatNamesIt(@TempDir Path out) throws Exception {
        Path words = out.resolve("words");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), VisageApp.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().put("CDK_OUTDIR", out.resolve("cdk.out").toString());
        builder.environment().put("CDK_CONTEXT_JSON",
                "{\"environments\": {\"dev\": {\"imageVersion\": \"1.0.0\", \"modelVersion\": \"../2\"}}}");

        int exit = builder.start().waitFor();

        assertEquals(1, exit);
        assertTrue(text(words).contains("Invalid setting: modelVersion must be"), () -> text(words));
    }

    private static String part(Stack stack) {
        return stack.getStackName().substring("visage-test-".length());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
