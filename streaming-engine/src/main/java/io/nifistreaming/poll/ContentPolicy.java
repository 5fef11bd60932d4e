package io.nifistreaming.poll;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Judges a page by what it claims to be: its content type, and whether it is HTML that asks for a human.
 *
 * <p>A page without a content type is given the benefit of the doubt. Where a target takes HTML, captchas are left to
 * the extractor: an honest page may hold such a form for its log-in.
 */
final class ContentPolicy {
    private static final int LOOK_AT = 64 << 10;
    private static final Pattern HUMAN = Pattern.compile("captcha|are you (a )?(robot|human)|not a robot"
            + "|verify (that )?you are (a )?human|unusual traffic|automated (access|requests)"
            + "|cf-challenge|challenge-platform|datadome|checking your browser");

    Verdict judge(PollTarget target, HttpAnswer answer) {
        String type = answer.contentType();
        if (!takes(target, "text/html") && asksForHuman(answer)) {
            return captcha(StatusPolicy.where(answer));
        }
        if (target.contentTypes().isEmpty() || type.isEmpty() || takes(target, type)) {
            return new Verdict.Good();
        }
        return new Verdict.Hopeless(
                RejectKind.WRONG_CONTENT_TYPE,
                StatusPolicy.where(answer) + " answered with content type " + cut(type) + ", expected "
                        + String.join(" or ", target.contentTypes()));
    }

    /** Whether this is HTML with the marks of a captcha. */
    boolean asksForHuman(HttpAnswer answer) {
        byte[] body = answer.body();
        if (!answer.contentType().contains("html") && !startsLikeMarkup(body)) {
            return false;
        }
        String start = new String(body, 0, Math.min(body.length, LOOK_AT), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return start.contains("<html") && HUMAN.matcher(start).find();
    }

    private static boolean startsLikeMarkup(byte[] body) {
        int at = 0;
        while (at < body.length && (body[at] <= ' ')) {
            at++;
        }
        return at < body.length && body[at] == '<';
    }

    static Verdict captcha(String where) {
        return new Verdict.Hopeless(
                RejectKind.CAPTCHA,
                where + " asks for a human instead of answering: poll less often, or ask the site for an interface");
    }

    private static boolean takes(PollTarget target, String type) {
        for (String accepted : target.contentTypes()) {
            if (accepted.equals(type) || accepted.equals("*/*")) {
                return true;
            }
            if (accepted.endsWith("/*") && type.startsWith(accepted.substring(0, accepted.length() - 1))) {
                return true;
            }
            // application/vnd.shop+json is application/json.
            int slash = accepted.indexOf('/');
            if (slash > 0 && type.endsWith("+" + accepted.substring(slash + 1))) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String type) {
        return type.length() > 80 ? type.substring(0, 80) + "..." : type;
    }
}
