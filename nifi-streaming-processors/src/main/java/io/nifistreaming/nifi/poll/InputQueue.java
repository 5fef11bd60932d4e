package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PricePoller;
import java.util.List;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;

/** Takes flow files that say what to poll, each in a session of its own. */
final class InputQueue {
    private final InputTargets reader;
    private final OneShots oneShots;

    InputQueue(InputTargets reader, OneShots oneShots) {
        this.reader = reader;
        this.oneShots = oneShots;
    }

    void take(ProcessContext context, ProcessSessionFactory sessions, PricePoller poller) {
        while (context.hasIncomingConnection() && oneShots.hasRoom()) {
            ProcessSession session = sessions.createSession();
            FlowFile flowFile = session.get();
            if (flowFile == null) {
                session.rollback();
                return;
            }
            try {
                accept(session, flowFile, poller);
            } catch (RuntimeException | Error failure) {
                session.rollback();
                throw failure;
            }
        }
    }

    private void accept(ProcessSession session, FlowFile flowFile, PricePoller poller) {
        List<TargetSpec> targets;
        try {
            targets = reader.read(session, flowFile);
        } catch (IllegalArgumentException refused) {
            FlowFile told = session.putAllAttributes(
                    flowFile,
                    Map.of(
                            PollAttributes.ERROR_KIND,
                            "bad-targets",
                            PollAttributes.ERROR_MESSAGE,
                            String.valueOf(refused.getMessage())));
            session.transfer(told, PollCompetitorPrices.FAILURE);
            session.commitAsync();
            return;
        }
        oneShots.accept(session, flowFile, targets, poller);
    }
}
