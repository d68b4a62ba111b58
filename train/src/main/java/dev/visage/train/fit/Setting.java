package dev.visage.train.fit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visage.train.json.Json;
import java.util.List;

/**
 * A setting of a run, for people.
 *
 * @param name as {@code run.json} and a manifest have it, a dot between a record and what is in it
 */
public record Setting(String name, String value) {

    /** In the order of the records. */
    public static List<Setting> all(FitSettings settings) {
        return Json.values(settings).entrySet().stream()
                .map(value -> new Setting(value.getKey(), text(value.getValue()))).toList();
    }

    private static String text(JsonNode node) {
        return node.isArray() ? String.join(", ", node.valueStream().map(JsonNode::asText).toList()) : node.asText();
    }
}
