package io.nifistreaming.nifi.poll;

import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.oauth2.OAuth2AccessTokenProvider;

/** How to prove who asks. A target uses what is configured here, unless its field "auth" names one or none. */
final class AuthProperties {
    static final PropertyDescriptor API_KEY_HEADER = PollProperties.builder("API Key Header")
            .description("The request header that takes the API key.")
            .defaultValue("X-Api-Key")
            .addValidator(PollChecks.HEADER)
            .build();
    static final PropertyDescriptor API_KEY = PollProperties.builder("API Key")
            .description("Sent in that header to the targets' own hosts, never along a redirect to another.")
            .sensitive(true)
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor BEARER_TOKEN = PollProperties.builder("Bearer Token")
            .description("Sent as Authorization: Bearer.")
            .sensitive(true)
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor BASIC_USER = PollProperties.builder("Basic User")
            .description("User name for Authorization: Basic.")
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor BASIC_PASSWORD = PollProperties.builder("Basic Password")
            .description("Password for Authorization: Basic.")
            .sensitive(true)
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor OAUTH2 = PollProperties.plain("OAuth2 Access Token Provider")
            .description("Gives the tokens that are sent as Authorization: Bearer.")
            .identifiesControllerService(OAuth2AccessTokenProvider.class)
            .build();

    private AuthProperties() {}
}
