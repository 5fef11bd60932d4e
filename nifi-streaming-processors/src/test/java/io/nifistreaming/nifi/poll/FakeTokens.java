package io.nifistreaming.nifi.poll;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.oauth2.AccessToken;
import org.apache.nifi.oauth2.OAuth2AccessTokenProvider;
import org.apache.nifi.processor.exception.ProcessException;

/** Gives another token each time it is asked, as a provider does whose tokens expire at once. */
final class FakeTokens extends AbstractControllerService implements OAuth2AccessTokenProvider {
    static final String PREFIX = "hushed-token-";

    /** What goes wrong. */
    enum Mood {
        FINE,
        SERVER_DOWN,
        NO_TOKEN
    }

    private final List<String> given = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.FINE;

    List<String> given() {
        return List.copyOf(given);
    }

    void mood(Mood next) {
        mood = next;
    }

    @Override
    public synchronized AccessToken getAccessDetails() {
        if (mood == Mood.SERVER_DOWN) {
            throw new ProcessException("The token server is down; it was asked with hushed-client-secret");
        }
        if (mood == Mood.NO_TOKEN) {
            return new AccessToken();
        }
        String token = PREFIX + given.size();
        given.add(token);
        return new AccessToken(token, "hushed-refresh-token", "Bearer", 0, "");
    }
}
