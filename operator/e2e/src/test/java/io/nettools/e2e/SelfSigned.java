package io.nettools.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate that no authority vouches for, made for one test. */
final class SelfSigned {
    private static final String SECRET = "changeit";

    private SelfSigned() {}

    /** It and its private key in a file (PKCS #12), valid for a day; the password is {@code changeit}. */
    static Path store() throws IOException {
        Path folder = Files.createTempDirectory("self-signed");
        Path store = folder.resolve("store.p12");
        Shell.run(
                        "",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "self",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=self",
                                "-validity",
                                "1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                SECRET,
                                "-keystore",
                                store.toString()))
                .ok();
        return store;
    }

    /** It and its private key in PEM (RFC 7468). */
    static String pem() throws IOException, GeneralSecurityException {
        Path store = store();
        KeyStore made = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        Files.delete(store);
        Files.delete(store.getParent());
        return block("CERTIFICATE", made.getCertificate("self").getEncoded())
                + block("PRIVATE KEY", made.getKey("self", SECRET.toCharArray()).getEncoded());
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
    }
}
