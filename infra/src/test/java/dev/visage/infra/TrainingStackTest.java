package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

@NeedsNode
class TrainingStackTest {
    private final Synthesis synthesis = Synthesis.ofEverything();
    private final JsonNode state = synthesis.stateMachine("training").at("/States/Train");
    private final JsonNode job = state.get("Arguments");

    @Test
    void aRunIsATrainingJobThatIsWaitedFor() {
        assertTrue(state.get("Resource").asText().endsWith(":states:::sagemaker:createTrainingJob.sync"));
        assertEquals("{% 'visage-test-' & $states.context.Execution.Name %}", job.get("TrainingJobName").asText());
        assertTrue(job.at("/AlgorithmSpecification/TrainingImage").asText().endsWith(":1.0.0-cpu"));
        assertEquals("ml.c5.4xlarge", job.at("/ResourceConfig/InstanceType").asText());
    }

    @Test
    void itComputesOnSpareCapacityForALimitedTime() {
        assertTrue(job.get("EnableManagedSpotTraining").asBoolean());
        assertEquals(12 * 3600, job.at("/StoppingCondition/MaxRuntimeInSeconds").asInt());
        assertEquals(18 * 3600, job.at("/StoppingCondition/MaxWaitTimeInSeconds").asInt());
    }

    @Test
    void itTakesOrdinaryCapacityAndAGpuWhenAsked() {
        JsonNode other = Synthesis.with(Map.of("trainerImageVersion", "1.0.0", "trainingSpot", false,
                "trainingInstanceType", "ml.g5.xlarge")).stateMachine("training").at("/States/Train/Arguments");

        assertFalse(other.get("EnableManagedSpotTraining").asBoolean());
        assertFalse(other.get("StoppingCondition").has("MaxWaitTimeInSeconds"), "refused by SageMaker without spot");
        assertTrue(other.at("/AlgorithmSpecification/TrainingImage").asText().endsWith(":1.0.0-gpu"));
    }

    @Test
    void dataAndCheckpointsLieInS3AndComeAsFiles() {
        JsonNode channel = job.at("/InputDataConfig/0");

        assertEquals("utkface", channel.get("ChannelName").asText());
        assertTrue(channel.at("/DataSource/S3DataSource/S3Uri").asText().endsWith("/data/"));
        assertEquals("/opt/ml/checkpoints", job.at("/CheckpointConfig/LocalPath").asText());
        assertTrue(job.at("/CheckpointConfig/S3Uri").asText().endsWith("/runs/' & $states.input.run %}"));
    }

    @Test
    void theModelIsPublishedToWhereTheFunctionLooks() {
        assertTrue(job.at("/Environment/VISAGE_PUBLISH_TO").asText().matches("s3://.*Models.*/models"));
        assertEquals("visage", job.at("/Environment/VISAGE_MODEL_NAME").asText());
    }

    @Test
    void theTrainerCanDeleteNothingAndWritesOnlyItsOwn() {
        List<String> written = synthesis.statementsThatAllow("training", "s3:PutObject").stream()
                .flatMap(statement -> statement.findValues("Fn::Join").stream())
                .map(join -> join.at("/1/1").asText())
                .sorted()
                .toList();

        assertEquals(List.of("/models/visage/*", "/output/*", "/runs/*"), written);
        assertFalse(synthesis.resources("training", "AWS::IAM::Policy").toString().contains("s3:Delete"));
    }

    @Test
    void theStateMachineHandsOverOneRoleToSageMakerOnly() {
        List<JsonNode> passes = synthesis.statementsThatAllow("training", "iam:PassRole");

        assertEquals(1, passes.size());
        assertTrue(passes.get(0).at("/Resource/Fn::GetAtt/0").asText().startsWith("Trainer"));
        assertEquals("sagemaker.amazonaws.com",
                passes.get(0).at("/Condition/StringEquals/iam:PassedToService").asText());
        synthesis.template("training").hasResourceProperties("AWS::IAM::Role", Match.objectLike(Map.of(
                "AssumeRolePolicyDocument", Match.objectLike(Map.of("Statement", List.of(Match.objectLike(Map.of(
                        "Principal", Map.of("Service", "sagemaker.amazonaws.com"),
                        "Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", Match.anyValue()))))))))));
    }
}
