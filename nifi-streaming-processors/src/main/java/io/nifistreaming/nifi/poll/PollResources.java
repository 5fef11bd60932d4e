package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.HttpExchange;
import io.nifistreaming.store.KeyedStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** What is open while the processor runs. */
record PollResources(
        KeyedStore store, HttpExchange http, PollAuth auth, TargetExtractors extractors, EntryEmitter emitter)
        implements AutoCloseable {

    /** Opens everything, or nothing. */
    static PollResources open(
            ProcessContext context, PollSettings settings, StoreOpener stores, Clock clock, ComponentLog logger) {
        RecordReaderFactory readers =
                context.getProperty(RecordProperties.READER).asControllerService(RecordReaderFactory.class);
        RecordSetWriterFactory writers =
                context.getProperty(RecordProperties.WRITER).asControllerService(RecordSetWriterFactory.class);
        TargetExtractors extractors = new TargetExtractors(readers, logger);
        PollAuth auth = PollAuth.from(context);
        for (TargetSpec spec : settings.targets()) {
            extractors.add(spec.target().name(), spec);
            auth.add(spec.target().name(), spec.auth());
        }
        EntryEmitter emitter =
                new EntryEmitter(hostName(), writers == null ? null : new PriceRecordWriter(writers, logger));
        HttpExchange http = PollNetwork.open(context, settings.http(), clock);
        try {
            return new PollResources(stores.open(settings.storeDirectory()), http, auth, extractors, emitter);
        } catch (RuntimeException | Error failure) {
            http.close();
            auth.close();
            throw failure;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public void close() {
        http.close();
        auth.close();
        store.close();
    }
}
