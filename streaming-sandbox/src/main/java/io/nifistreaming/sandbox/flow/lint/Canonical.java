package io.nifistreaming.sandbox.flow.lint;

import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import java.util.List;

/** The file is in canonical form, so that the next diff shows what was changed and nothing else. */
final class Canonical implements LintRule {
    private final ComponentCatalogue catalogue;

    Canonical(ComponentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "canonical";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        String canonical = flow.withoutDefaults(catalogue).text();
        flow.written().filter(text -> !text.equals(canonical)).ifPresent(text -> {
            List<String> written = text.lines().toList();
            List<String> wanted = canonical.lines().toList();
            int line = 0;
            while (line < Math.min(written.size(), wanted.size())
                    && written.get(line).equals(wanted.get(line))) {
                line++;
            }
            report.add(
                    flow.toString(),
                    "The file is not in canonical form, first in line " + (line + 1)
                            + ". Run './sandbox flows canonical --write FILE'.");
        });
    }
}
