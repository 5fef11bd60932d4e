package io.nifistreaming.poll;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.util.Optional;

/**
 * The way out.
 *
 * @param selector which proxy for which URL
 * @param authenticator answers the proxy's question for a password; empty if it has none
 */
public record ProxySettings(ProxySelector selector, Optional<Authenticator> authenticator) {}
