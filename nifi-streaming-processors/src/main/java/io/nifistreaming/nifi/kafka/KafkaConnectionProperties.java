package io.nifistreaming.nifi.kafka;

import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.ssl.SSLContextService;

/** What {@link KafkaConnection} can be told. */
final class KafkaConnectionProperties {
    static final String SASL_PLAINTEXT = "SASL_PLAINTEXT";
    static final String PLAIN = "PLAIN";
    static final String SASL_SSL = "SASL_SSL";
    static final String SSL = "SSL";
    static final String FROM_JVM = "JVM Defaults";
    static final String FROM_SERVICE = "SSL Context Service";
    static final String FROM_PEM = "PEM";
    static final String FROM_STORES = "Key Store Files";

    static final PropertyDescriptor BOOTSTRAP_SERVERS = field("Bootstrap Servers")
            .description(
                    "Addresses of one or more brokers, host:port with commas between them. The others are learnt from"
                            + " these, so name two or three that don't fail together."
                            + " Example: broker-1:9092,broker-2:9092")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(Checks.evaluated(Checks.BOOTSTRAP_SERVERS))
            .build();
    static final PropertyDescriptor SECURITY_PROTOCOL = field("Security Protocol")
            .description("How the brokers want to be spoken to: SSL encrypts, SASL asks for a user. PLAINTEXT and"
                    + " SASL_PLAINTEXT send everything readable: for loopback and closed networks alone.")
            .required(true)
            .allowableValues("PLAINTEXT", SSL, SASL_PLAINTEXT, SASL_SSL)
            .defaultValue("PLAINTEXT")
            .build();
    static final PropertyDescriptor SASL_MECHANISM = field("SASL Mechanism")
            .description("How the user proves who it is. SCRAM never sends the password; PLAIN does, so it is"
                    + " taken with SASL_SSL alone.")
            .required(true)
            .allowableValues(PLAIN, "SCRAM-SHA-256", "SCRAM-SHA-512")
            .defaultValue("SCRAM-SHA-512")
            .dependsOn(SECURITY_PROTOCOL, SASL_PLAINTEXT, SASL_SSL)
            .build();
    static final PropertyDescriptor SASL_USERNAME = field("SASL Username")
            .description("The user. Example: nifi-publisher")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(Checks.evaluated(Checks.NOT_BLANK))
            .dependsOn(SECURITY_PROTOCOL, SASL_PLAINTEXT, SASL_SSL)
            .build();
    static final PropertyDescriptor SASL_PASSWORD = field("SASL Password")
            .description("The user's password. Best given as a sensitive parameter, such as #{kafka.password}.")
            .required(true)
            .sensitive(true)
            .addValidator(Checks.NOT_BLANK)
            .dependsOn(SECURITY_PROTOCOL, SASL_PLAINTEXT, SASL_SSL)
            .build();
    static final PropertyDescriptor TLS_SOURCE = field("TLS Source")
            .description("Where trusted certificates, and a client certificate if the brokers ask for one, come from:"
                    + " the certificate authorities that Java trusts, an SSL context service of NiFi, PEM texts or"
                    + " files, or key stores.")
            .required(true)
            .allowableValues(FROM_JVM, FROM_SERVICE, FROM_PEM, FROM_STORES)
            .defaultValue(FROM_JVM)
            .dependsOn(SECURITY_PROTOCOL, SSL, SASL_SSL)
            .build();
    static final PropertyDescriptor SSL_SERVICE = field("SSL Context Service")
            .description(
                    "NiFi's service that holds the trusted certificates and, if the brokers ask for one, the client"
                            + " certificate.")
            .required(true)
            .identifiesControllerService(SSLContextService.class)
            .dependsOn(TLS_SOURCE, FROM_SERVICE)
            .build();
    static final PropertyDescriptor PEM_TRUSTED = pem("PEM Trusted Certificates")
            .description("The certificates to trust: PEM text (-----BEGIN CERTIFICATE----- ...), or the path of a file"
                    + " with it. Empty: those that Java trusts.")
            .build();
    static final PropertyDescriptor PEM_CHAIN = pem("PEM Certificate Chain")
            .description("The client certificate, followed by those that issued it: PEM text or the path of a file."
                    + " Only for brokers that ask for a client certificate.")
            .build();
    static final PropertyDescriptor PEM_KEY = pem("PEM Private Key")
            .description("The client certificate's private key in PKCS #8 form (-----BEGIN PRIVATE KEY----- or BEGIN"
                    + " ENCRYPTED PRIVATE KEY-----): PEM text or the path of a file.")
            .sensitive(true)
            .build();
    static final PropertyDescriptor PEM_KEY_PASSWORD = field("PEM Private Key Password")
            .description("Password of the private key, if it is encrypted.")
            .sensitive(true)
            .addValidator(Checks.NOT_BLANK)
            .dependsOn(TLS_SOURCE, FROM_PEM)
            .build();
    static final PropertyDescriptor TRUST_STORE_FILE = store("Trust Store File")
            .description("Path of the store of trusted certificates. Empty: those that Java trusts.")
            .expressionLanguageSupported(Variables.SCOPE)
            .build();
    static final PropertyDescriptor TRUST_STORE_TYPE = storeType("Trust Store Type");
    static final PropertyDescriptor TRUST_STORE_PASSWORD = store("Trust Store Password")
            .description("Password of the trust store.")
            .sensitive(true)
            .build();
    static final PropertyDescriptor KEY_STORE_FILE = store("Key Store File")
            .description(
                    "Path of the store with the client certificate and its key. Only for brokers that ask for one.")
            .expressionLanguageSupported(Variables.SCOPE)
            .build();
    static final PropertyDescriptor KEY_STORE_TYPE = storeType("Key Store Type");
    static final PropertyDescriptor KEY_STORE_PASSWORD = store("Key Store Password")
            .description("Password of the key store.")
            .sensitive(true)
            .build();
    static final PropertyDescriptor KEY_PASSWORD = store("Key Password")
            .description("Password of the key in the key store, if it differs from the store's.")
            .sensitive(true)
            .build();

    static final List<PropertyDescriptor> ALL = List.of(
            BOOTSTRAP_SERVERS,
            SECURITY_PROTOCOL,
            SASL_MECHANISM,
            SASL_USERNAME,
            SASL_PASSWORD,
            TLS_SOURCE,
            SSL_SERVICE,
            PEM_TRUSTED,
            PEM_CHAIN,
            PEM_KEY,
            PEM_KEY_PASSWORD,
            TRUST_STORE_FILE,
            TRUST_STORE_TYPE,
            TRUST_STORE_PASSWORD,
            KEY_STORE_FILE,
            KEY_STORE_TYPE,
            KEY_STORE_PASSWORD,
            KEY_PASSWORD);

    private KafkaConnectionProperties() {}

    private static PropertyDescriptor.Builder field(String name) {
        return new PropertyDescriptor.Builder().name(name).displayName(name);
    }

    private static PropertyDescriptor.Builder pem(String name) {
        return field(name).addValidator(PemText.VALIDATOR).dependsOn(TLS_SOURCE, FROM_PEM);
    }

    private static PropertyDescriptor.Builder store(String name) {
        return field(name).addValidator(Checks.NOT_BLANK).dependsOn(TLS_SOURCE, FROM_STORES);
    }

    private static PropertyDescriptor storeType(String name) {
        return field(name)
                .description("Kind of the store.")
                .allowableValues("PKCS12", "JKS")
                .defaultValue("PKCS12")
                .dependsOn(TLS_SOURCE, FROM_STORES)
                .build();
    }
}
