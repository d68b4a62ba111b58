package dev.visage.infra.settings;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads settings from the CDK's context: those of one environment in {@code cdk.json}, each of which
 * {@code --context name=value} overrides. Values from the command line are text, those from the file are JSON: both
 * are understood. Remembers what was read, so that a misspelt name is refused instead of silently doing nothing.
 */
final class ContextReader {
    /** The context also holds the CDK's own flags; their names all have a colon, a slash or an at sign. */
    private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Set<String> SELECTORS = Set.of("environment", "environments");

    private final Map<String, Object> values;
    private final Set<String> read = new TreeSet<>();

    ContextReader(Map<?, ?> environment, Map<?, ?> context) {
        values = new TreeMap<>();
        environment.forEach((name, value) -> values.put(name.toString(), value));
        context.forEach((name, value) -> {
            if (SETTING_NAME.matcher(name.toString()).matches() && !SELECTORS.contains(name.toString())) {
                values.put(name.toString(), value);
            }
        });
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> new InvalidSettingException(name, "is missing"));
    }

    Optional<Integer> integer(String name) {
        return text(name).map(text -> {
            try {
                return new BigDecimal(text).intValueExact();
            } catch (NumberFormatException | ArithmeticException e) {
                throw new InvalidSettingException(name, "must be a whole number, but is '" + text + "'");
            }
        });
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSettingException(name, "must be true or false, but is '" + text + "'");
        });
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name).map(text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> label(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingException(name, "must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(ContextReader::label)
                                .collect(Collectors.joining(", "))
                        + ", but is '" + text + "'")));
    }

    /** A JSON list, or text with commas. */
    List<String> list(String name) {
        read.add(name);
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        return Arrays.stream(value.toString().split(",")).map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /**
     * Call it last.
     *
     * @throws InvalidSettingException for a name that nothing has asked for
     */
    void refuseUnread() {
        values.keySet().stream().filter(name -> !read.contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidSettingException(name,
                    "is not a setting, or belongs to a part that the other settings leave out");
        });
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
