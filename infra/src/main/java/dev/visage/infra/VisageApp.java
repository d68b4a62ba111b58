package dev.visage.infra;

import dev.visage.infra.settings.InvalidSettingException;
import dev.visage.infra.settings.Settings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

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

    /** Adds the stacks that the settings ask for, each checked against the AwsSolutions rules when it is synthesized. */
    static void addStacks(App app, Settings settings) {
        StackProps.Builder props = StackProps.builder();
        settings.account().ifPresent(account -> props.env(Environment.builder()
                .account(account)
                .region(settings.region().orElseThrow())
                .build()));
        StorageStack storage = new StorageStack(app, settings.stackName("storage"),
                props.description("Visage: models, images, training data and results").build(), settings);
        FunctionStack function = new FunctionStack(app, settings.stackName("function"),
                props.description("Visage: the function and its HTTP API").build(), settings, storage);
        Tags.of(app).add("project", "visage");
        Tags.of(app).add("environment", settings.environment());
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    }
}
