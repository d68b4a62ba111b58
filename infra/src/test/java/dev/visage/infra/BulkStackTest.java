package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class BulkStackTest {
    private final Synthesis synthesis = Synthesis.ofEverything();
    private final Template template = synthesis.template("bulk");
    private final JsonNode map = synthesis.stateMachine("bulk").at("/States/Classify all images");
    private final JsonNode batch = map.at("/ItemProcessor/States");

    @Test
    void imagesBelowThePrefixAreHandedOutInBatches() {
        assertEquals("DISTRIBUTED", map.at("/ItemProcessor/ProcessorConfig/Mode").asText());
        assertTrue(map.at("/ItemReader/Resource").asText().endsWith(":states:::s3:listObjectsV2"));
        assertEquals("example-photos", map.at("/ItemReader/Arguments/Bucket").asText());
        assertEquals("photos/2026/", map.at("/ItemReader/Arguments/Prefix").asText());
        assertEquals(50, map.at("/ItemBatcher/MaxItemsPerBatch").asInt());
        assertEquals(20, map.at("/MaxConcurrency").asInt());
    }

    @Test
    void aRunFailsWithItsFirstBatchUnlessSomeAreTolerated() {
        assertEquals(0, map.at("/ToleratedFailurePercentage").asInt(0));
        Synthesis tolerant = Synthesis.with(Map.of("bulkBucket", "example-photos", "bulkPrefix", "photos/2026/",
                "bulkToleratedFailurePercent", 5));
        assertEquals(5, tolerant.stateMachine("bulk")
                .at("/States/Classify all images/ToleratedFailurePercentage").asInt());
    }

    @Test
    void resultsAreWrittenAsOneJsonLineAnImage() {
        assertTrue(map.at("/ResultWriter/Arguments/Bucket").asText().contains("Results"));
        assertEquals("JSONL", map.at("/ResultWriter/WriterConfig/OutputType").asText());
        assertEquals("FLATTEN", map.at("/ResultWriter/WriterConfig/Transformation").asText());
        assertEquals("{% [$states.input.answer.results] %}", batch.at("/Results/Output").asText());
    }

    @Test
    void aBatchIsAnHttpRequestAsTheFunctionKnowsThem() {
        JsonNode event = batch.at("/Classify a batch/Arguments/Payload");

        assertEquals("2.0", event.get("version").asText());
        assertEquals("POST", event.at("/requestContext/http/method").asText());
        assertEquals("/v1/bulk", event.get("rawPath").asText());
        assertEquals("application/json", event.at("/headers/content-type").asText());
        assertEquals("{% $string({'keys': [$states.input.Items.Key]}) %}", event.get("body").asText());
    }

    @Test
    void aBatchIsTriedAgainWhenTheFunctionIsBusyOrBroken() {
        JsonNode retry = batch.at("/Classify a batch/Retry/0");

        assertTrue(retry.get("ErrorEquals").toString().contains("Lambda.TooManyRequestsException"));
        assertEquals(5, retry.get("MaxAttempts").asInt());
        assertEquals("FULL", retry.get("JitterStrategy").asText());
    }

    @Test
    void aBatchIsTriedThreeTimesWhenTheFunctionAnswersThatItCannotNow() {
        assertEquals("{% $states.input.status >= 500 and $states.input.tries < 3 %}",
                batch.at("/Answered?/Choices/1/Condition").asText());
        assertEquals("Try again", batch.at("/Answered?/Choices/1/Next").asText());
        assertEquals("Classify a batch", batch.at("/Try again/Next").asText());
        assertEquals("{% $states.input.tries ? $states.input.tries + 1 : 1 %}",
                batch.at("/Classify a batch/Output/tries").asText());
        assertEquals("{% [$states.input.Items] %}", batch.at("/Classify a batch/Output/Items").asText());
    }

    @Test
    void aBatchWithoutResultsIsAFailedOne() {
        assertEquals("{% $states.input.status = 200 %}", batch.at("/Answered?/Choices/0/Condition").asText());
        assertEquals("Refused", batch.at("/Answered?/Default").asText());
        assertEquals("Fail", batch.at("/Refused/Type").asText());
    }

    @Test
    void theFunctionOfBulkRunsReadsTheImagesOfOnePrefix() {
        List<JsonNode> reads = synthesis.statementsThatAllow("bulk", "s3:GetObject").stream()
                .filter(statement -> statement.get("Action").isTextual())
                .toList();

        assertEquals(1, reads.size());
        assertTrue(reads.get(0).get("Resource").get(0).toString().contains(":s3:::example-photos/photos/2026/*"));
        assertTrue(reads.get(0).get("Resource").get(1).toString().contains("/models/visage/*"));
        template.hasResourceProperties("AWS::Lambda::Function", Match.objectLike(Map.of(
                "Timeout", 60,
                "Environment", Map.of("Variables", Match.objectLike(Map.of(
                        "VISAGE_BULK_BUCKET", "example-photos"))))));
    }

    @Test
    void theStateMachineCallsThatFunctionOnly() {
        List<JsonNode> calls = synthesis.statementsThatAllow("bulk", "lambda:InvokeFunction");

        assertEquals(1, calls.size());
        assertTrue(calls.get(0).get("Resource").get("Ref").asText().startsWith("ClassifierLive"));
    }

    @Test
    void aRunIsTracedAndLoggedWithoutTheNamesOfImages() {
        template.hasResourceProperties("AWS::StepFunctions::StateMachine", Match.objectLike(Map.of(
                "TracingConfiguration", Map.of("Enabled", true),
                "LoggingConfiguration", Match.objectLike(Map.of(
                        "Level", "ALL", "IncludeExecutionData", false)))));
    }
}
