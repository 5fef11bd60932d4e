package io.nifistreaming.kafka;

import java.util.ArrayList;
import java.util.List;

/**
 * A flow file of the model.
 *
 * @param lines what its content holds
 * @param identities how each line will be known, as {@code source@first}
 */
record ModelFlowFile(String uuid, Lineage lineage, List<String> lines, List<String> identities) {
    static ModelFlowFile trusted(String uuid, Lineage lineage, List<String> lines, List<String> identities) {
        return new ModelFlowFile(uuid, lineage, lines, identities);
    }

    /** Known by itself, whatever lineage it claims. */
    static ModelFlowFile own(String uuid, Lineage claimed, List<String> lines) {
        List<String> identities = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            identities.add(Lineage.ofFlowFile(uuid).source() + "@" + index);
        }
        return new ModelFlowFile(uuid, claimed, lines, identities);
    }
}
