package dev.visage.infra.settings;

/** A setting that cannot be deployed. The message begins with the setting's name and says what it has to be. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingException(String setting, String problem) {
        super(setting + " " + problem);
    }
}
