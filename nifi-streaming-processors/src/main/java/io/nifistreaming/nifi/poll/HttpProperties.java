package io.nifistreaming.nifi.poll;

import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.proxy.ProxyConfigurationService;
import org.apache.nifi.ssl.SSLContextService;

/** The bounds of requests, and what hosts are asked to bear. */
final class HttpProperties {
    static final PropertyDescriptor REQUEST_TIMEOUT = PollProperties.builder("Request Timeout")
            .description("From asking to the last byte of the answer, redirects included.")
            .required(true)
            .defaultValue("30 sec")
            .addValidator(PollChecks.DURATION)
            .build();
    static final PropertyDescriptor CONNECT_TIMEOUT = PollProperties.builder("Connect Timeout")
            .description("For a connection, TLS included.")
            .required(true)
            .defaultValue("5 sec")
            .addValidator(PollChecks.DURATION)
            .build();
    static final PropertyDescriptor MAX_ANSWER_SIZE = PollProperties.builder("Max Answer Size")
            .description("A larger answer, before or after decompression, goes to invalid.")
            .required(true)
            .defaultValue("10 MB")
            .addValidator(PollChecks.DATA_SIZE)
            .build();
    static final PropertyDescriptor MAX_REDIRECTS = PollProperties.builder("Max Redirects")
            .description("Redirects followed for one request; 0 refuses them.")
            .required(true)
            .defaultValue("5")
            .addValidator(PollChecks.whole(0, 50))
            .build();
    static final PropertyDescriptor ALLOWED_HOSTS = PollProperties.builder("Allowed Hosts")
            .description("Hosts, besides the target's own, to which redirects and links to further pages may lead:"
                    + " shop.example, *.cdn.example. Credentials never go there.")
            .addValidator(PollChecks.HOSTS)
            .build();
    static final PropertyDescriptor MAX_IN_FLIGHT = PollProperties.builder("Max Requests in Flight")
            .description("Requests under way at once, all hosts together.")
            .required(true)
            .defaultValue("512")
            .addValidator(PollChecks.whole(1, 10_000))
            .build();
    static final PropertyDescriptor HOST_CONCURRENCY = PollProperties.builder("Per-host Concurrency")
            .description("Requests under way at one host at once.")
            .required(true)
            .defaultValue("8")
            .addValidator(PollChecks.whole(1, 10_000))
            .build();
    static final PropertyDescriptor HOST_RATE = PollProperties.builder("Per-host Requests per Second")
            .description("Requests to one host in a second, in the long run; 0 for no limit.")
            .required(true)
            .defaultValue("0")
            .addValidator(PollChecks.RATE)
            .build();
    static final PropertyDescriptor HOST_FAILURES = PollProperties.builder("Failures Before Host Rests")
            .description("Failed requests in a row after which a host is left alone for a while.")
            .required(true)
            .defaultValue("5")
            .addValidator(PollChecks.whole(1, 10_000))
            .build();
    static final PropertyDescriptor HOST_REST = PollProperties.builder("Host Rest")
            .description("How long it is left alone at first; doubles with each failed attempt to come back, up to 30"
                    + " times as long.")
            .required(true)
            .defaultValue("30 sec")
            .addValidator(PollChecks.DURATION)
            .build();
    static final PropertyDescriptor RETRY_AFTER_CAP = PollProperties.builder("Retry-After Cap")
            .description("A peer's Retry-After is honoured, but never for longer than this.")
            .required(true)
            .defaultValue("1 hour")
            .addValidator(PollChecks.DURATION_OR_ZERO)
            .build();
    static final PropertyDescriptor BACKOFF_BASE = PollProperties.builder("Back-off Base")
            .description("The longest wait after a first failure; it doubles with each further one, and is jittered.")
            .required(true)
            .defaultValue("1 sec")
            .addValidator(PollChecks.DURATION)
            .build();
    static final PropertyDescriptor BACKOFF_CAP = PollProperties.builder("Back-off Cap")
            .description("The longest wait after many failures.")
            .required(true)
            .defaultValue("5 min")
            .addValidator(PollChecks.DURATION)
            .build();
    static final PropertyDescriptor USER_AGENT = PollProperties.builder("User Agent")
            .description("Who asks, as the sites see it: name a way to reach you.")
            .required(true)
            .defaultValue("nifi-streaming")
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor SSL = PollProperties.plain("SSL Context Service")
            .description("Whom to trust, and which key to show, for https; without it, what the JVM trusts.")
            .identifiesControllerService(SSLContextService.class)
            .build();
    static final PropertyDescriptor PROXY = PollProperties.plain("Proxy Configuration Service")
            .description("The way out; without it, straight.")
            .identifiesControllerService(ProxyConfigurationService.class)
            .build();

    private HttpProperties() {}
}
