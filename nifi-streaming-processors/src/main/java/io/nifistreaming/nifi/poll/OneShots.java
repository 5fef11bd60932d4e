package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollCursor;
import io.nifistreaming.poll.PollOutcome;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PricePoller;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/**
 * Targets that came with flow files: polled once. A flow file stays in its queue, its session open, until all its
 * targets are recorded; after a crash it is polled again, and what was told already is not told twice.
 */
final class OneShots {
    static final int MOST_OPEN = 32;
    private static final int ATTEMPTS = 5;

    private final TargetExtractors extractors;
    private final PollAuth auth;
    private final Relationship failure;
    private final Map<String, Shot> shots = new HashMap<>();
    private final Set<Request> open = new HashSet<>();

    /** One target of one flow file. */
    private static final class Shot {
        private final Request request;
        private final String source;
        private int attempts;

        Shot(Request request, String source) {
            this.request = request;
            this.source = source;
        }
    }

    /** One flow file. */
    private static final class Request {
        private final ProcessSession session;
        private final FlowFile flowFile;
        private int waitingFor;
        private String trouble;

        Request(ProcessSession session, FlowFile flowFile, int waitingFor) {
            this.session = session;
            this.flowFile = flowFile;
            this.waitingFor = waitingFor;
        }
    }

    OneShots(TargetExtractors extractors, PollAuth auth, Relationship failure) {
        this.extractors = extractors;
        this.auth = auth;
        this.failure = failure;
    }

    boolean hasRoom() {
        return open.size() < MOST_OPEN;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Takes over the flow file and its session. */
    void accept(ProcessSession session, FlowFile flowFile, List<TargetSpec> targets, PricePoller poller) {
        Request request = new Request(session, flowFile, targets.size());
        open.add(request);
        for (TargetSpec spec : targets) {
            String source = spec.target().name();
            // The same target may be asked for by two flow files, and by the schedule, at once.
            String name = source + "@" + flowFile.getAttribute(CoreAttributes.UUID.key());
            shots.put(name, new Shot(request, source));
            extractors.add(name, spec);
            auth.add(name, spec.auth());
            poller.add(once(name, spec.target()), PollCursor.start());
        }
    }

    private static PollTarget once(String name, PollTarget target) {
        return new PollTarget(
                name,
                target.competitor(),
                target.url(),
                target.parameters(),
                target.skus(),
                target.headers(),
                target.pagination(),
                Duration.ZERO,
                target.contentTypes());
    }

    /** The name under which observations count: the one in the flow file, or the scheduled target's own. */
    String source(String polledName) {
        Shot shot = shots.get(polledName);
        return shot == null ? polledName : shot.source;
    }

    /** Whether the outcome is to be released, for another attempt. */
    boolean triesAgain(PollOutcome outcome) {
        Shot shot = shots.get(outcome.target().name());
        boolean unlucky = outcome instanceof PollOutcome.Wait || outcome instanceof PollOutcome.Failed;
        return shot != null && unlucky && ++shot.attempts < ATTEMPTS;
    }

    /** The outcome is recorded; when it was the last one of its flow file, that leaves its queue. */
    void settled(PollOutcome outcome) {
        String name = outcome.target().name();
        Shot shot = shots.remove(name);
        if (shot == null) {
            return;
        }
        extractors.remove(name);
        auth.remove(name);
        Request request = shot.request;
        if (outcome instanceof PollOutcome.Failed failed) {
            request.trouble = failed.message();
        } else if (outcome instanceof PollOutcome.Wait wait) {
            request.trouble = wait.reason();
        }
        if (--request.waitingFor == 0) {
            open.remove(request);
            finish(request);
        }
    }

    private void finish(Request request) {
        if (request.trouble == null) {
            request.session.remove(request.flowFile);
        } else {
            FlowFile told = request.session.putAllAttributes(
                    request.flowFile,
                    Map.of(PollAttributes.ERROR_KIND, "unreachable", PollAttributes.ERROR_MESSAGE, request.trouble));
            request.session.transfer(told, failure);
        }
        request.session.commitAsync();
    }

    /** Puts all flow files back where they were. */
    void close() {
        open.forEach(request -> request.session.rollback());
        open.clear();
        shots.clear();
    }
}
