package dev.visage.train.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.visage.train.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** How records are written to JSON files and read from them: indented, times as ISO 8601. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Two equal records were read from two files, but are one.
            .enable(SerializationFeature.USE_EQUALITY_FOR_OBJECT_ID)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectMapper COMPLETE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {
    }

    /** @throws IOException if the file cannot be read, or if what it holds is not of the type */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a part of a file in which nothing may be missing and nothing be unknown.
     *
     * @param pointer to the part, such as {@code /training/run}
     * @throws DataException if the part is not all of the type; the message says what is missing
     */
    public static <T> T readComplete(Path file, String pointer, Class<T> type) throws IOException {
        try {
            return COMPLETE.treeToValue(MAPPER.readTree(file.toFile()).at(pointer), type);
        } catch (JsonProcessingException e) {
            // What follows the semicolon is about Jackson's own settings.
            String reason = e.getOriginalMessage().split(";")[0];
            throw new DataException(file + ", " + pointer + ": not as this trainer writes it: " + reason + ".");
        }
    }

    /**
     * What {@link #write} would write, value by value, under the names of the fields that lead to each with dots between
     * them. An array is one value.
     */
    public static Map<String, JsonNode> values(Object value) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        collect("", MAPPER.valueToTree(value), values);
        return values;
    }

    private static void collect(String prefix, JsonNode node, Map<String, JsonNode> values) {
        node.properties().forEach(property -> {
            if (property.getValue().isObject()) {
                collect(prefix + property.getKey() + ".", property.getValue(), values);
            } else {
                values.put(prefix + property.getKey(), property.getValue());
            }
        });
    }

    /** The file appears whole, or stays as it was. */
    public static void write(Path file, Object value) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.writeString(unfinished, toString(value));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    public static String toString(Object value) throws IOException {
        return MAPPER.writeValueAsString(value) + System.lineSeparator();
    }
}
