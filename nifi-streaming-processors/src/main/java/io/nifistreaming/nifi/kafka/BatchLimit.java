package io.nifistreaming.nifi.kafka;

import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.FlowFileFilter;

/**
 * How much a task takes at once.
 *
 * @param flowFiles at most so many
 * @param bytes none after this much; a larger flow file goes alone
 */
record BatchLimit(int flowFiles, long bytes) {
    /** A filter for one batch. */
    FlowFileFilter filter() {
        return new FlowFileFilter() {
            private int count;
            private long size;

            @Override
            public FlowFileFilterResult filter(FlowFile flowFile) {
                if (count > 0 && size + flowFile.getSize() > bytes) {
                    return FlowFileFilterResult.REJECT_AND_TERMINATE;
                }
                count++;
                size += flowFile.getSize();
                return count < flowFiles
                        ? FlowFileFilterResult.ACCEPT_AND_CONTINUE
                        : FlowFileFilterResult.ACCEPT_AND_TERMINATE;
            }
        };
    }
}
