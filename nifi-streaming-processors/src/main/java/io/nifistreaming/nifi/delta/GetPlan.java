package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.FilterText;
import io.nifistreaming.delta.ReadPlan;
import io.nifistreaming.delta.RowFilter;
import io.nifistreaming.delta.TableChanges.Removals;
import io.nifistreaming.delta.TableSnapshot;
import java.util.List;
import java.util.Locale;

/** What a run of {@link GetDeltaTable} reads. */
record GetPlan(
        List<String> columns, RowFilter filter, Removals removals, List<String> keys, long mostRows, int mostVersions) {
    static GetPlan of(TableRun run) {
        String filter = run.value(GetDeltaTableProperties.FILTER);
        return new GetPlan(
                TableProperties.names(run.value(GetDeltaTableProperties.COLUMNS)),
                FilterText.parse(filter == null ? "" : filter),
                Removals.valueOf(run.value(GetDeltaTableProperties.REMOVALS).toUpperCase(Locale.ROOT)),
                TableProperties.names(run.value(GetDeltaTableProperties.KEYS)),
                Long.parseLong(run.value(GetDeltaTableProperties.MOST_ROWS)),
                Integer.parseInt(run.value(GetDeltaTableProperties.MOST_VERSIONS)));
    }

    ReadPlan reading(TableSnapshot snapshot) {
        ReadPlan all = snapshot.plan().withFilter(filter);
        return columns.isEmpty() ? all : all.withColumns(columns);
    }
}
