package io.nifistreaming.kafka.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Self-signed certificates for one test broker and one client, made by the JDK's own keytool. */
public final class Certificates {
    public static final String PASSWORD = "test-store-password";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    public static Certificates createIn(Path folder) throws IOException {
        Certificates certificates = new Certificates(folder);
        certificates.keyPair("broker");
        certificates.keyPair("client");
        certificates.trust("broker");
        certificates.trust("client");
        return certificates;
    }

    /** The broker's key store (PKCS12). */
    public Path brokerKeyStore() {
        return folder.resolve("broker.p12");
    }

    /** Trusts the broker: what clients need (PKCS12). */
    public Path brokerTrustStore() {
        return folder.resolve("broker-trust.p12");
    }

    /** Trusts the client: what the broker needs (PKCS12). */
    public Path clientTrustStore() {
        return folder.resolve("client-trust.p12");
    }

    /** The client's key store (PKCS12). */
    public Path clientKeyStore() {
        return folder.resolve("client.p12");
    }

    /** The broker's certificate, as PEM text. */
    public String brokerCertificatePem() throws IOException {
        return certificatePem("broker");
    }

    /** The client's certificate, as PEM text. */
    public String clientCertificatePem() throws IOException {
        return certificatePem("client");
    }

    /** The client's private key, as PEM text (PKCS8, not encrypted). */
    public String clientKeyPem() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(clientKeyStore().toFile(), PASSWORD.toCharArray());
            Key key = store.getKey("client", PASSWORD.toCharArray());
            return pem("PRIVATE KEY", key.getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IOException(broken);
        }
    }

    private String certificatePem(String name) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
            return pem("CERTIFICATE", store.getCertificate(name).getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IOException(broken);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private void keyPair(String name) throws IOException {
        keytool(
                "-genkeypair -keyalg RSA -keysize 2048 -validity 3650 -storetype PKCS12 -alias " + name + " -dname CN="
                        + name + " -ext SAN=ip:127.0.0.1,dns:localhost -keystore",
                name + ".p12");
    }

    private void trust(String name) throws IOException {
        keytool("-exportcert -alias " + name + " -file " + file(name + ".cer") + " -keystore", name + ".p12");
        keytool(
                "-importcert -noprompt -storetype PKCS12 -alias " + name + " -file " + file(name + ".cer")
                        + " -keystore",
                name + "-trust.p12");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String options, String store) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "keytool");
        command.addAll(List.of(options.split(" ")));
        command.add(file(store));
        command.addAll(List.of("-storepass", PASSWORD));
        Path log = Files.createTempFile(folder, "keytool", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
