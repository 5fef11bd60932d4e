package io.nifistreaming.nifi.poll;

import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** Services that read answers and write records. */
final class RecordProperties {
    static final PropertyDescriptor READER = PollProperties.plain("Record Reader")
            .description(
                    "Reads the answers of targets with \"format\": \"record\", such as CSV, XML or Avro. JSON needs"
                            + " none.")
            .identifiesControllerService(RecordReaderFactory.class)
            .build();
    static final PropertyDescriptor WRITER = PollProperties.plain("Record Writer")
            .description(
                    "Writes the records. Without one, each record is a line of JSON, with prices as exact decimals.")
            .identifiesControllerService(RecordSetWriterFactory.class)
            .build();

    private RecordProperties() {}
}
