package dev.visage.infra.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may call, from where, and how often.
 *
 * @param authorizer        who may call; {@code iam} by default
 * @param jwt               whose tokens are accepted; present exactly when the authorizer is {@code jwt}
 * @param corsOrigins       web origins that may call from a browser; none by default
 * @param requestsPerSecond steady rate of all callers together, 1 to 10000; 50 by default
 * @param burst             requests above that rate that are let through at once, 1 to 5000; 100 by default
 */
public record ApiSettings(
        Authorizer authorizer,
        Optional<Jwt> jwt,
        List<String> corsOrigins,
        int requestsPerSecond,
        int burst) {

    /** Signed requests of AWS identities, bearer tokens of an issuer, or anyone. */
    public enum Authorizer { IAM, JWT, OPEN }

    /**
     * Whose tokens are accepted.
     *
     * @param issuer    the {@code iss} claim, an https URL
     * @param audiences the {@code aud} claims accepted, at least one
     */
    public record Jwt(String issuer, List<String> audiences) {
        /**
         * Checks both values.
         *
         * @throws InvalidSettingException that names the setting and what it has to be
         */
        public Jwt {
            Checks.form("jwtIssuer", issuer, ISSUER, "an https URL");
            audiences = List.copyOf(audiences);
            if (audiences.isEmpty()) {
                throw new InvalidSettingException("jwtAudiences", "must name at least one audience");
            }
        }
    }

    private static final Pattern ISSUER = Pattern.compile("https://[^\\s?#]+");
    /** No wildcard: whoever wants every web page to call names the decision by serving them from somewhere. */
    private static final Pattern ORIGIN =
            Pattern.compile("https://[A-Za-z0-9.-]+(:\\d{1,5})?|http://localhost(:\\d{1,5})?");

    /**
     * Checks every value.
     *
     * @throws InvalidSettingException that names the setting and what it has to be
     */
    public ApiSettings {
        corsOrigins = List.copyOf(corsOrigins);
        for (String origin : corsOrigins) {
            Checks.form("corsOrigins", origin, ORIGIN, "origins such as https://app.example.com, without a path");
        }
        Checks.range("requestsPerSecond", requestsPerSecond, 1, 10_000);
        Checks.range("burst", burst, 1, 5_000);
    }

    static ApiSettings read(ContextReader context) {
        Authorizer authorizer = context.choice("authorizer", Authorizer.class).orElse(Authorizer.IAM);
        return new ApiSettings(
                authorizer,
                authorizer == Authorizer.JWT
                        ? Optional.of(new Jwt(context.requiredText("jwtIssuer"), context.list("jwtAudiences")))
                        : Optional.empty(),
                context.list("corsOrigins"),
                context.integer("requestsPerSecond").orElse(50),
                context.integer("burst").orElse(100));
    }
}
