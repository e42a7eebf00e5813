package org.symposium.core.internal.http;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/** A certificate for {@code api.test} that only these tests' clients trust; made once, since that takes a second. */
final class TestKeys {
    private static final String PASSWORD = "changeit";

    private static @Nullable TestKeys made;

    private final Path store;
    private final KeyStore keys;

    private TestKeys(Path store, KeyStore keys) {
        this.store = store;
        this.keys = keys;
    }

    static synchronized TestKeys get() throws Exception {
        TestKeys keys = made;
        if (keys == null) {
            Path directory = Files.createTempDirectory("symposium-keys");
            keys = in(directory);
            made = keys;
            directory.toFile().deleteOnExit();
            for (String file : List.of("keys.p12", "keytool.log")) {
                directory.resolve(file).toFile().deleteOnExit(); // in reverse order: before the directory
            }
        }
        return keys;
    }

    private static TestKeys in(Path directory) throws Exception {
        Path store = directory.resolve("keys.p12");
        var keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "api",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=api.test",
                        "-ext",
                        "san=dns:api.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestKeys(store, keys);
    }

    /** A service with this certificate, not started. */
    WireMockServer service() {
        return new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(store.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
    }

    /** Trusts this certificate and no other. */
    TlsSocketStrategy trusting() throws Exception {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("api", keys.getCertificate("api"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return new DefaultClientTlsStrategy(context);
    }
}
