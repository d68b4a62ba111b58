package dev.visage.infra.settings;

import java.util.regex.Pattern;

/** The conditions that settings share; each is refused with the setting's name and what it has to be. */
final class Checks {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Checks() {
    }

    static void range(String setting, int value, int low, int high) {
        if (value < low || value > high) {
            throw new InvalidSettingException(setting, "must be from %d to %d, but is %d".formatted(low, high, value));
        }
    }

    static void form(String setting, String value, Pattern form, String description) {
        if (!form.matcher(value).matches()) {
            throw new InvalidSettingException(setting, "must be %s, but is '%s'".formatted(description, value));
        }
    }

    /** What both an image tag and a folder name can be, so that neither can point outside of its place. */
    static void version(String setting, String value) {
        form(setting, value, VERSION, "1 to 64 letters, digits, dots, dashes or underscores");
    }
}
