package io.nifistreaming.sandbox.flow.lint;

/**
 * Something in a flow that must be changed.
 *
 * @param rule the rule's name, for example {@code relationships}
 * @param where the component, for example {@code processor 'competitor-prices/Poll competitors'}
 * @param message problem, cause and remedy; never a value that may be a secret
 */
public record LintFinding(String rule, String where, String message) {
    @Override
    public String toString() {
        return rule + ": " + where + ": " + message;
    }
}
