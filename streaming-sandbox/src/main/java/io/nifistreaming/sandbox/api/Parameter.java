package io.nifistreaming.sandbox.api;

/**
 * A parameter of a context.
 *
 * @param value null leaves the parameter without a value
 * @param sensitive sensitive values can be set, and are never read back
 */
public record Parameter(String name, String value, boolean sensitive, String description) {
    /** Without the value of a sensitive parameter. */
    @Override
    public String toString() {
        return name + "=" + (sensitive ? "(sensitive)" : value);
    }
}
