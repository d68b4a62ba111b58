package dev.visage.infra;

import dev.visage.infra.settings.AlarmSettings;
import dev.visage.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.Unit;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** What wakes somebody, and what they look at first. */
public final class ObservabilityStack extends Stack {
    private static final int HALF = 12;

    private final List<Alarm> alarms = new ArrayList<>();
    private final Topic topic;

    /**
     * Creates it.
     *
     * @param stateMachines those whose failed runs somebody should hear of, by the name of their part
     */
    ObservabilityStack(Construct scope, String id, StackProps props, Settings settings, FunctionStack function,
            Map<String, StateMachine> stateMachines) {
        super(scope, id, props);
        topic = Topic.Builder.create(this, "Alarms").displayName("Visage alarms").enforceSsl(true).build();
        // A topic's own policy, which refuses what is not encrypted, takes the place of the one that lets the account's
        // services publish.
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                .build());
        settings.alarms().email().ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));

        Metric init = initTime(function);
        functionAlarms(settings.alarms(), function, init);
        stateMachines.forEach((part, stateMachine) -> alarm(part + "Failed",
                "A run of the " + part + " state machine failed",
                stateMachine.metricFailed(sum(Duration.minutes(5))), 1, 1));
        dashboard(settings, function, init, stateMachines);

        CfnOutput.Builder.create(this, "AlarmTopic")
                .value(topic.getTopicArn())
                .description("What to subscribe to")
                .build();
    }

    /** Lambda has no metric of how long containers take to start; each one's first report in the log has it. */
    private Metric initTime(FunctionStack function) {
        return MetricFilter.Builder.create(this, "InitTime")
                .logGroup(function.classifier().logGroup())
                .filterPattern(FilterPattern.all(
                        FilterPattern.stringValue("$.type", "=", "platform.report"),
                        FilterPattern.numberValue("$.record.metrics.initDurationMs", ">", 0)))
                .metricNamespace("Visage")
                .metricName(getStackName() + "-init")
                .metricValue("$.record.metrics.initDurationMs")
                .unit(Unit.MILLISECONDS)
                .build()
                .metric(MetricOptions.builder()
                        .statistic("Maximum")
                        .period(Duration.minutes(5))
                        .label("slowest start")
                        .build());
    }

    private void functionAlarms(AlarmSettings settings, FunctionStack function, Metric init) {
        alarm("Errors", "The function failed or timed out",
                function.classifier().function().metricErrors(sum(Duration.minutes(5))), 1, 1);
        alarm("Throttles", "Calls were refused for want of concurrency: raise reservedConcurrency or the quota",
                function.classifier().function().metricThrottles(sum(Duration.minutes(5))), 1, 1);
        alarm("Latency", "The slowest hundredth of the calls takes too long",
                duration(function, "p99"), settings.latencyMilliseconds(), 3);
        alarm("Init", "Containers take too long to start; Lambda gives up after ten seconds",
                init, settings.initMilliseconds(), 1);
        alarm("ServerErrors", "The API answers with a status of 500 or above",
                function.api().metricServerError(sum(Duration.minutes(5))), 5, 1);
    }

    private void alarm(String id, String description, Metric metric, int threshold, int periods) {
        Alarm alarm = Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        alarms.add(alarm);
    }

    /** From top to bottom: is it well, is it used, is it fast, does it hit a ceiling. */
    private void dashboard(Settings settings, FunctionStack function, Metric init,
            Map<String, StateMachine> stateMachines) {
        MetricOptions perMinute = sum(Duration.minutes(1));
        List<List<IWidget>> rows = new ArrayList<>();
        rows.add(List.of(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms)
                .width(2 * HALF)
                .build()));
        rows.add(List.of(
                graph("Calls and refusals per minute",
                        function.api().metricCount(perMinute),
                        function.api().metricClientError(perMinute),
                        function.api().metricServerError(perMinute)),
                graph("Function failures per minute",
                        function.classifier().function().metricErrors(perMinute),
                        function.classifier().function().metricThrottles(perMinute))));
        rows.add(List.of(
                graph("Duration, milliseconds",
                        duration(function, "p50"), duration(function, "p90"), duration(function, "p99")),
                graph("Starts of containers, milliseconds",
                        init, init.with(MetricOptions.builder().statistic("p50").label("median start").build()))));
        rows.add(List.of(
                graph("Containers at work",
                        function.classifier().function().metric("ConcurrentExecutions", MetricOptions.builder()
                                .statistic("Maximum")
                                .period(Duration.minutes(1))
                                .build())),
                graph("New containers per five minutes",
                        init.with(MetricOptions.builder().statistic("SampleCount").label("new containers").build()))));
        if (!stateMachines.isEmpty()) {
            rows.add(stateMachines.entrySet().stream()
                    .<IWidget>map(entry -> graph("Runs of " + entry.getKey(),
                            entry.getValue().metricStarted(sum(Duration.minutes(5))),
                            entry.getValue().metricSucceeded(sum(Duration.minutes(5))),
                            entry.getValue().metricFailed(sum(Duration.minutes(5)))))
                    .toList());
        }
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName("visage-" + settings.environment())
                .defaultInterval(Duration.hours(12))
                .widgets(rows)
                .build();
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create().title(title).left(List.of(metrics)).width(HALF).build();
    }

    private static Metric duration(FunctionStack function, String statistic) {
        return function.classifier().function().metricDuration(MetricOptions.builder()
                .statistic(statistic)
                .period(Duration.minutes(1))
                .label(statistic)
                .build());
    }

    private static MetricOptions sum(Duration period) {
        return MetricOptions.builder().statistic("Sum").period(period).build();
    }
}
