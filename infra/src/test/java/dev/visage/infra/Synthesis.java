package dev.visage.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visage.infra.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** The app's stacks, built with the flags of cdk.json and the settings of a test. */
final class Synthesis {
    /** Every part switched on, everything else at its default. */
    private static final Map<String, Object> EVERYTHING = Map.of(
            "imageVersion", "1.0.0",
            "modelVersion", "1",
            "alarmEmail", "operator@example.com",
            "bulkBucket", "example-photos",
            "bulkPrefix", "photos/2026/",
            "trainerImageVersion", "1.0.0");

    private final App app;
    private final Map<String, Template> templates = new HashMap<>();

    private Synthesis(Map<String, Object> settings) {
        Map<String, Object> context = new HashMap<>(flags());
        context.put("environment", "test");
        context.put("environments", Map.of("test", settings));
        app = new App(AppProps.builder().analyticsReporting(false).context(context).build());
        VisageApp.addStacks(app, Settings.of(context));
    }

    /** All stacks. Built once, as it takes seconds, and shared by all tests, as none of them changes it. */
    static Synthesis ofEverything() {
        return Everything.SYNTHESIS;
    }

    /** The stacks that one needs at least, with these settings beside those that have no default. */
    static Synthesis with(Map<String, Object> settings) {
        Map<String, Object> complete = new HashMap<>(Map.of("imageVersion", "1.0.0", "modelVersion", "1"));
        complete.putAll(settings);
        return new Synthesis(complete);
    }

    List<Stack> stacks() {
        return app.getNode().getChildren().stream()
                .filter(Stack.class::isInstance)
                .map(Stack.class::cast)
                .toList();
    }

    Stack stack(String part) {
        return (Stack) app.getNode().findChild("visage-test-" + part);
    }

    Template template(String part) {
        return templates.computeIfAbsent(part, name -> Template.fromStack(stack(name)));
    }

    /** The properties of a stack's resources of this type. */
    List<JsonNode> resources(String part, String type) {
        JsonNode template = new ObjectMapper().valueToTree(template(part).toJSON());
        return template.get("Resources").valueStream()
                .filter(resource -> resource.get("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** The statements of all of a stack's role policies that allow this action. */
    List<JsonNode> statementsThatAllow(String part, String action) {
        return resources(part, "AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.get("Effect").asText().equals("Allow"))
                .filter(statement -> statement.get("Action").toString().contains("\"" + action + "\""))
                .toList();
    }

    /** The definition of a stack's state machine, with the logical names of resources in the place of their values. */
    JsonNode stateMachine(String part) {
        JsonNode definition = resources(part, "AWS::StepFunctions::StateMachine").get(0)
                .at("/DefinitionString/Fn::Join/1");
        StringBuilder text = new StringBuilder();
        definition.forEach(piece -> text.append(piece.isTextual()
                ? piece.asText() : piece.toString().replaceAll("[^A-Za-z]", "")));
        try {
            return new ObjectMapper().readTree(text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> flags() {
        try {
            Map<String, Object> flags = new HashMap<>();
            new ObjectMapper().readTree(Path.of("cdk.json").toFile()).get("context").properties().stream()
                    .filter(property -> property.getKey().startsWith("@"))
                    .forEach(property -> flags.put(property.getKey(), property.getValue().isBoolean()
                            ? (Object) property.getValue().asBoolean() : property.getValue().asText()));
            return flags;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Everything {
        private static final Synthesis SYNTHESIS = new Synthesis(EVERYTHING);
    }
}
