package io.nifistreaming.shop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;

/** All that can go wrong at a site. */
public enum FailureMode {
    ERROR_500(0, (right, trouble) -> Answer.text(500, "text/plain", "Internal Server Error", "error")),
    /** With Retry-After when an argument (seconds) is given. */
    ERROR_503(0, FailureMode::unavailable),
    /** The connection is closed without an answer. */
    DROP(0, (right, trouble) -> Answer.dropped("dropped")),
    /** Half of the right body is sent, then the connection is closed. */
    DROP_MID_BODY(0, (right, trouble) -> right.get().halved("cut off")),
    /** 200 with a page for humans. */
    CAPTCHA(0, (right, trouble) -> Answer.text(200, "text/html; charset=utf-8", Pages.CAPTCHA, "captcha")),
    /** 429 with Retry-After in seconds: the argument. */
    THROTTLE_SECONDS(1, (right, trouble) -> throttled(Integer.toString(trouble.argument()))),
    /** 429 with Retry-After as a date, the argument's seconds from now, rounded up. */
    THROTTLE_DATE(1, (right, trouble) -> throttled(trouble.dateFromNow())),
    /** The right answer, the argument's milliseconds late. */
    SLOW(1_000, (right, trouble) -> right.get()),
    /** Nothing at all for the argument's milliseconds, then the connection is closed. */
    HANG(60_000, (right, trouble) -> Answer.dropped("hung")),
    /** The right body, called text/html. */
    WRONG_TYPE(0, (right, trouble) -> right.get().asType("text/html", "wrong type")),
    /** JSON in which no price is left. */
    SCHEMA_GONE(0, (right, trouble) -> Answer.json(200, "{\"v2\":{\"entries\":[],\"moved\":true}}", "schema gone")),
    NOT_JSON(0, (right, trouble) -> Answer.json(200, "{\"products\":[{\"sku\":\"SKU-0", "not json")),
    NOT_FOUND(0, (right, trouble) -> Answer.json(404, "{\"error\":\"not_found\"}", "not found")),
    /** 302 to the same address. */
    REDIRECT_LOOP(0, (right, trouble) -> redirect(trouble.address())),
    /** 302 to a host that nobody should follow to. */
    REDIRECT_AWAY(0, (right, trouble) -> redirect("http://elsewhere.invalid/")),
    /** The argument's megabytes of white space in JSON. */
    OVERSIZED(64, (right, trouble) -> Answer.json(200, " ".repeat(trouble.argument() << 20) + "{}", "oversized")),
    UNAUTHORIZED(0, (right, trouble) -> Answer.json(401, "{\"error\":\"unauthorized\"}", "unauthorized")
            .withHeader("WWW-Authenticate", "Bearer")),
    FORBIDDEN(0, (right, trouble) -> Answer.json(403, "{\"error\":\"forbidden\"}", "forbidden"));

    private final int standard;
    private final Effect effect;

    FailureMode(int standard, Effect effect) {
        this.standard = standard;
        this.effect = effect;
    }

    /** The mode with the name, in any case. */
    static FailureMode named(String name) {
        for (FailureMode mode : values()) {
            if (mode.name().equalsIgnoreCase(name)) {
                return mode;
            }
        }
        throw new UnknownName("There is no failure mode '" + name + "'; see the shop's README");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int standard() {
        return standard;
    }

    boolean delays() {
        return this == SLOW || this == HANG;
    }

    Answer answer(Supplier<Answer> right, Trouble trouble) {
        return effect.apply(right, trouble);
    }

    private static Answer unavailable(Supplier<Answer> right, Trouble trouble) {
        Answer answer = Answer.text(503, "text/plain", "Service Unavailable", "error");
        return trouble.argument() > 0 ? answer.withHeader("Retry-After", Integer.toString(trouble.argument())) : answer;
    }

    private static Answer throttled(String retryAfter) {
        return Answer.json(429, "{\"error\":\"too_many_requests\"}", "throttled")
                .withHeader("Retry-After", retryAfter);
    }

    private static Answer redirect(String address) {
        return Answer.text(302, "text/plain", "", "redirected").withHeader("Location", address);
    }

    /** Makes the wrong answer, perhaps out of the right one. */
    private interface Effect {
        Answer apply(Supplier<Answer> right, Trouble trouble);
    }

    /** The circumstances of a failure. */
    record Trouble(int argument, Instant now, String address) {
        /** A client that waits until this date has waited long enough, although dates count whole seconds. */
        String dateFromNow() {
            Instant until = now.plusSeconds(argument);
            Instant second = until.truncatedTo(ChronoUnit.SECONDS);
            return Validators.httpDate(second.equals(until) ? second : second.plusSeconds(1));
        }
    }

    /** Texts too long for a constant's argument. */
    private static final class Pages {
        private static final String CAPTCHA = "<!doctype html><html><head><title>One more step</title></head><body>"
                + "<h1>Are you human?</h1><form action=\"/verify\"><div class=\"captcha\">Pick all squares with a "
                + "bicycle. Reference price: 0.01</div></form></body></html>";

        private Pages() {}
    }
}
