package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.TailBatch;
import io.nifistreaming.tail.TailSink;
import java.util.List;

/** Content of a batch in a session. */
interface SessionContent extends TailSink.Content {
    /** The flow files that were written, for the batch they belong to; known once it is closed. */
    List<Written> written(TailBatch batch);
}
