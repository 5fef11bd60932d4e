package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.DeltaTable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.resource.ResourceReference;
import org.apache.nifi.processor.ProcessContext;

/** The tables of a processor, as the file systems that it is configured for have them. */
final class Tables {
    /** Tables whose logs are kept in memory. */
    private static final int MOST = 100;

    private static final String LOCAL_LOG_STORE = "delta.logStore.file.impl";

    private final Configuration configuration;
    private final Map<String, DeltaTable> tables = new ConcurrentHashMap<>();

    Tables(ProcessContext context) {
        this.configuration = configuration(context);
    }

    DeltaTable at(String path) throws IOException {
        DeltaTable table = tables.get(path);
        if (table == null) {
            table = DeltaTable.at(configuration, path);
            if (tables.size() >= MOST) {
                tables.clear();
            }
            tables.put(path, table);
        }
        return table;
    }

    /** Of the files and the dynamic properties of a processor. */
    static Configuration configuration(ProcessContext context) {
        Configuration configuration = new Configuration();
        configuration.setClassLoader(Tables.class.getClassLoader());
        for (ResourceReference resource : context.getProperty(TableProperties.HADOOP_RESOURCES)
                .asResources()
                .asList()) {
            configuration.addResource(new Path(resource.asFile().toURI()));
        }
        for (PropertyDescriptor descriptor : context.getProperties().keySet()) {
            if (descriptor.isDynamic()) {
                configuration.set(
                        descriptor.getName(), context.getProperty(descriptor).getValue());
            }
        }
        if (configuration.get(LOCAL_LOG_STORE) == null) {
            configuration.set(LOCAL_LOG_STORE, "io.nifistreaming.delta.LinkingLogStore");
        }
        return configuration;
    }
}
