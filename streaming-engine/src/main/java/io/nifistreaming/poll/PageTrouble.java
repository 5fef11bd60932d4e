package io.nifistreaming.poll;

/** Why a page of a poll brought no rows. */
public sealed interface PageTrouble {
    /** Problem, cause and remedy; no secret. */
    String message();

    /** The page will not get better by asking again. */
    record Rejected(RejectKind kind, String message, String url, Evidence evidence) implements PageTrouble {}

    /** The page failed, or was not reached; a later poll may get it. */
    record Interrupted(String message) implements PageTrouble {}

    /** There are more pages than the plan allows. */
    record Cut(String message) implements PageTrouble {}
}
