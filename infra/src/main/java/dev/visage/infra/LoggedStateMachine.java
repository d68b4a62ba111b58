package dev.visage.infra;

import dev.visage.infra.settings.Settings;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.QueryLanguage;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineProps;
import software.constructs.Construct;

/** A state machine in JSONata that logs each of its steps, without what goes in and out, and is traced. */
final class LoggedStateMachine extends StateMachine {

    LoggedStateMachine(Construct scope, String id, Settings settings, String comment, IChainable definition) {
        super(scope, id, StateMachineProps.builder()
                .comment(comment)
                .queryLanguage(QueryLanguage.JSONATA)
                .definitionBody(DefinitionBody.fromChainable(definition))
                .tracingEnabled(true)
                .logs(LogOptions.builder()
                        .destination(log(scope, id + "Log", settings))
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .build());
        Wildcards.explain(this, "\\*",
                "Log delivery and X-Ray have no resources: their actions can only be granted on *.");
    }

    /** Logs whose names begin so keep the account's one resource policy for logs from outgrowing its limit. */
    private static LogGroup log(Construct scope, String id, Settings settings) {
        return LogGroup.Builder.create(scope, id)
                .logGroupName("/aws/vendedlogs/states/" + Stack.of(scope).getStackName())
                .retention(settings.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
