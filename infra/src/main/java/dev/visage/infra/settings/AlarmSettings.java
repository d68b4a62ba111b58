package dev.visage.infra.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When to call somebody, and whom.
 *
 * @param latencyMilliseconds the slowest hundredth of the calls may take this long, 10 to 30000; 1000 by default
 * @param initMilliseconds    a container may take this long to start, 100 to 10000, where Lambda gives up; 3000 by
 *                            default
 * @param email               address that the alarms go to, beside other subscribers of the topic; none by default
 */
public record AlarmSettings(int latencyMilliseconds, int initMilliseconds, Optional<String> email) {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    /**
     * Checks every value.
     *
     * @throws InvalidSettingException that names the setting and what it has to be
     */
    public AlarmSettings {
        Checks.range("alarmLatencyMilliseconds", latencyMilliseconds, 10, 30_000);
        Checks.range("alarmInitMilliseconds", initMilliseconds, 100, 10_000);
        email.ifPresent(address -> Checks.form("alarmEmail", address, EMAIL, "an e-mail address"));
    }

    static AlarmSettings read(ContextReader context) {
        return new AlarmSettings(
                context.integer("alarmLatencyMilliseconds").orElse(1_000),
                context.integer("alarmInitMilliseconds").orElse(3_000),
                context.text("alarmEmail"));
    }
}
