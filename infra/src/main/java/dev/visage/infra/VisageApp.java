package dev.visage.infra;

import software.amazon.awscdk.App;

/** The CDK app: one set of stacks for the environment that the context names. */
public final class VisageApp {
    private VisageApp() {
    }

    public static void main(String[] args) {
        App app = new App();
        app.synth();
    }
}
