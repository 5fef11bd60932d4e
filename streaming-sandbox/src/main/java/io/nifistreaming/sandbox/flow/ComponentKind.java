package io.nifistreaming.sandbox.flow;

import java.util.Locale;

/** The kinds of component that a process group holds, each with the field of the group that lists them. */
public enum ComponentKind {
    GROUP("processGroups"),
    PROCESSOR("processors"),
    SERVICE("controllerServices"),
    CONNECTION("connections"),
    LABEL("labels"),
    INPUT_PORT("inputPorts"),
    OUTPUT_PORT("outputPorts"),
    FUNNEL("funnels"),
    REMOTE_GROUP("remoteProcessGroups");

    private final String field;

    ComponentKind(String field) {
        this.field = field;
    }

    /** The field of a process group that lists components of this kind. */
    public String field() {
        return field;
    }

    /** The word for people, for example {@code input port}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
