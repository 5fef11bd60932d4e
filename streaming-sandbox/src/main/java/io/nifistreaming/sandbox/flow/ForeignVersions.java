package io.nifistreaming.sandbox.flow;

/** What publishing does with a newest version that somebody else made, for example by committing on the canvas. */
public enum ForeignVersions {
    /** Publishes nothing over it: a person's work would be gone from the canvas. */
    KEEP,
    /** Publishes the file as the version after it. */
    OVERWRITE
}
