package dev.visage.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A key and its certificate for servers on 127.0.0.1.
 *
 * @param file the key store that holds them
 */
public record TlsKeys(Path file) {

    static final String PASSWORD = "password";

    /** Makes a key, and a certificate that it signs itself. */
    public static TlsKeys create(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=127.0.0.1",
                "-ext", "SAN=ip:127.0.0.1", "-keystore", file.toString(), "-storepass", PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool makes no keys");
        }
        return new TlsKeys(file);
    }

    /** The options by which another process trusts the certificate, and no other. */
    public List<String> trusting() {
        return List.of("-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }
}
