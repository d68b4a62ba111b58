package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class ObservabilityStackTest {
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private final Synthesis synthesis = Synthesis.ofEverything();
    private final Template template = synthesis.template("observability");

    @Test
    void failuresThrottlesSlownessAndSlowStartsRaiseAnAlarm() {
        Set<String> metrics = synthesis.resources("observability", ALARM).stream()
                .map(alarm -> alarm.findValue("MetricName").asText())
                .collect(Collectors.toSet());

        assertEquals(Set.of("Errors", "Throttles", "Duration", "visage-test-observability-init", "5xx",
                "ExecutionsFailed"), metrics);
    }

    @Test
    void everyAlarmGoesToTheTopicAndSoDoesItsEnd() {
        template.allResourcesProperties(ALARM, Match.objectLike(Map.of(
                "AlarmActions", List.of(Map.of("Ref", Match.stringLikeRegexp("^Alarms"))),
                "OKActions", List.of(Map.of("Ref", Match.stringLikeRegexp("^Alarms"))),
                "TreatMissingData", "notBreaching")));
        template.hasResourceProperties("AWS::SNS::Subscription", Match.objectLike(Map.of(
                "Protocol", "email", "Endpoint", "operator@example.com")));
    }

    @Test
    void thresholdsAreSettings() {
        Template other = Synthesis.with(Map.of("alarmLatencyMilliseconds", 250, "alarmInitMilliseconds", 900))
                .template("observability");

        other.hasResourceProperties(ALARM, Match.objectLike(Map.of("Threshold", 250, "EvaluationPeriods", 3)));
        other.hasResourceProperties(ALARM, Match.objectLike(Map.of("Threshold", 900, "EvaluationPeriods", 1)));
    }

    @Test
    void theInitTimeIsReadFromLambdasOwnReports() {
        template.hasResourceProperties("AWS::Logs::MetricFilter", Match.objectLike(Map.of(
                "FilterPattern",
                "{ ($.type = \"platform.report\") && ($.record.metrics.initDurationMs > 0) }",
                "MetricTransformations", List.of(Match.objectLike(Map.of(
                        "MetricValue", "$.record.metrics.initDurationMs", "Unit", "Milliseconds"))))));
    }

    @Test
    void theTopicTakesTheAlarmsOfTheAccountAndNothingThatIsNotEncryptedOnTheWay() {
        template.hasResourceProperties("AWS::SNS::TopicPolicy", Match.objectLike(Map.of(
                "PolicyDocument", Match.objectLike(Map.of("Statement", List.of(
                        Match.objectLike(Map.of(
                                "Effect", "Deny",
                                "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")))),
                        Match.objectLike(Map.of(
                                "Effect", "Allow",
                                "Action", "sns:Publish",
                                "Principal", Map.of("Service", "cloudwatch.amazonaws.com"),
                                "Condition", Map.of("StringEquals", Map.of(
                                        "aws:SourceAccount", Map.of("Ref", "AWS::AccountId")))))))))));
    }

    @Test
    void theDashboardBeginsWithTheAlarms() {
        JsonNode body = synthesis.resources("observability", "AWS::CloudWatch::Dashboard").get(0)
                .at("/DashboardBody/Fn::Join/1");

        assertTrue(body.get(0).asText().contains("\"type\":\"alarm\""), body.get(0)::asText);
        for (String title : List.of("Calls and refusals", "Duration", "Starts of containers", "Containers at work",
                "Runs of bulk", "Runs of training")) {
            assertTrue(body.toString().contains(title), title);
        }
    }
}
