package io.nifistreaming.nifi.poll;

import io.nifistreaming.nifi.poll.TargetSpec.Auth;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.RequestAuth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.oauth2.OAuth2AccessTokenProvider;

/** The credentials as configured; each target is shown all of them, or what its entry says. */
final class PollAuth implements RequestAuth, AutoCloseable {
    private static final String AUTHORIZATION = "Authorization";

    private final Map<Auth, Map<String, String>> fixed;
    private final OAuth2AccessTokenProvider tokens;
    private final Map<String, Auth> byTarget = new ConcurrentHashMap<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "poll-oauth2");
        thread.setDaemon(true);
        return thread;
    });

    private PollAuth(Map<Auth, Map<String, String>> fixed, OAuth2AccessTokenProvider tokens) {
        this.fixed = fixed;
        this.tokens = tokens;
    }

    static PollAuth from(PropertyContext context) {
        Map<Auth, Map<String, String>> fixed = new java.util.EnumMap<>(Auth.class);
        String key = PollSettings.text(context, AuthProperties.API_KEY);
        if (key != null) {
            fixed.put(Auth.API_KEY, Map.of(PollSettings.text(context, AuthProperties.API_KEY_HEADER), key.trim()));
        }
        String bearer = PollSettings.text(context, AuthProperties.BEARER_TOKEN);
        if (bearer != null) {
            fixed.put(Auth.BEARER, Map.of(AUTHORIZATION, "Bearer " + bearer.trim()));
        }
        String user = PollSettings.text(context, AuthProperties.BASIC_USER);
        String password = PollSettings.text(context, AuthProperties.BASIC_PASSWORD);
        if (user != null && password != null) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            fixed.put(
                    Auth.BASIC,
                    Map.of(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair)));
        }
        return new PollAuth(
                fixed, context.getProperty(AuthProperties.OAUTH2).asControllerService(OAuth2AccessTokenProvider.class));
    }

    /** What is wrong with the credentials, as messages that name the field. */
    static List<String> objections(PropertyContext context, Collection<TargetSpec> targets) {
        List<String> objections = new ArrayList<>();
        Set<Auth> configured = EnumSet.noneOf(Auth.class);
        ifSet(context, AuthProperties.API_KEY, Auth.API_KEY, configured);
        ifSet(context, AuthProperties.BEARER_TOKEN, Auth.BEARER, configured);
        ifSet(context, AuthProperties.BASIC_USER, Auth.BASIC, configured);
        ifSet(context, AuthProperties.OAUTH2, Auth.OAUTH2, configured);
        if (context.getProperty(AuthProperties.BASIC_USER).isSet()
                != context.getProperty(AuthProperties.BASIC_PASSWORD).isSet()) {
            objections.add("'Basic User' and 'Basic Password' go together: set both, or neither");
        }
        Set<Auth> authorizations = EnumSet.copyOf(configured);
        authorizations.remove(Auth.API_KEY);
        for (TargetSpec target : targets) {
            Auth auth = target.auth();
            if (auth == Auth.ALL && authorizations.size() > 1) {
                objections.add(
                        "target '" + target.target().name() + "' would get several Authorization headers: give it"
                                + " an \"auth\" of api-key, bearer, basic, oauth2 or none");
            } else if (auth != Auth.ALL && auth != Auth.NONE && !configured.contains(auth)) {
                objections.add("target '" + target.target().name() + "' has \"auth\": \"" + auth.text()
                        + "\", which is not configured: set its properties");
            }
        }
        return objections;
    }

    private static void ifSet(PropertyContext context, PropertyDescriptor property, Auth auth, Set<Auth> configured) {
        if (context.getProperty(property).isSet()) {
            configured.add(auth);
        }
    }

    /** From now on, this target is shown what its entry says. */
    void add(String name, Auth auth) {
        byTarget.put(name, auth);
    }

    void remove(String name) {
        byTarget.remove(name);
    }

    @Override
    public CompletableFuture<Map<String, String>> headers(PollTarget target) {
        Auth wanted = byTarget.getOrDefault(target.name(), Auth.NONE);
        Map<String, String> headers = new TreeMap<>();
        fixed.forEach((auth, header) -> {
            if (wanted == Auth.ALL || wanted == auth) {
                headers.putAll(header);
            }
        });
        if (tokens == null || wanted != Auth.ALL && wanted != Auth.OAUTH2) {
            return CompletableFuture.completedFuture(headers);
        }
        // The provider may have to ask its server, and the trigger must not wait for that.
        return CompletableFuture.supplyAsync(
                () -> {
                    String token = tokens.getAccessDetails().getAccessToken();
                    PollChecks.require(token != null && !token.isBlank(), "The provider gave no token");
                    headers.put(AUTHORIZATION, "Bearer " + token);
                    return headers;
                },
                background);
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
