package dev.visage.infra;

import dev.visage.infra.settings.InvalidSettingException;
import dev.visage.infra.settings.Settings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** The CDK app: the stacks of the one environment that the context names. */
public final class VisageApp {
    private VisageApp() {
    }

    /**
     * Writes the templates to where the CDK's command line asks for them.
     *
     * @param args none
     */
    public static void main(String[] args) {
        // Without the list of used constructs, which would change with every release of the CDK.
        App app = new App(AppProps.builder().analyticsReporting(false).build());
        try {
            addStacks(app, Settings.of((Map<?, ?>) app.getNode().getAllContext()));
        } catch (InvalidSettingException e) {
            System.err.println("Invalid setting: " + e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /** Adds the stacks that the settings ask for; each is checked against the AwsSolutions rules when synthesized. */
    static void addStacks(App app, Settings settings) {
        StorageStack storage = new StorageStack(app, settings.stackName("storage"),
                props(settings, "Visage: models, images, training data and results"));
        FunctionStack function = new FunctionStack(app, settings.stackName("function"),
                props(settings, "Visage: the function and its HTTP API"), settings, storage);
        Map<String, StateMachine> stateMachines = new TreeMap<>();
        settings.bulk().ifPresent(wanted -> {
            BulkStack bulk = new BulkStack(app, settings.stackName("bulk"),
                    props(settings, "Visage: classifies every image below an S3 prefix"), settings, wanted, storage);
            stateMachines.put("bulk", bulk.stateMachine());
        });
        settings.training().ifPresent(wanted -> {
            TrainingStack training = new TrainingStack(app, settings.stackName("training"),
                    props(settings, "Visage: trains and publishes models"), settings, wanted, storage);
            stateMachines.put("training", training.stateMachine());
        });
        new ObservabilityStack(app, settings.stackName("observability"),
                props(settings, "Visage: alarms and dashboard"), settings, function, stateMachines);

        Tags.of(app).add("project", "visage");
        Tags.of(app).add("environment", settings.environment());
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    }

    private static StackProps props(Settings settings, String description) {
        StackProps.Builder props = StackProps.builder().description(description);
        settings.account().ifPresent(account -> props.env(Environment.builder()
                .account(account)
                .region(settings.region().orElseThrow())
                .build()));
        return props.build();
    }
}
