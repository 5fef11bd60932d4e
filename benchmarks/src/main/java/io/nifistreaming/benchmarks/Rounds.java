package io.nifistreaming.benchmarks;

import io.nifistreaming.benchmarks.report.Contender;
import io.nifistreaming.benchmarks.report.Sample;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Contenders take turns, so that what disturbs the machine for a while disturbs all of them.
 *
 * @param warmUp rounds that don't count
 * @param count rounds that do
 * @param before what is done before each run
 * @param out is told each run
 */
public record Rounds(int warmUp, int count, Preparation before, PrintWriter out) {

    /** What a run begins with. */
    public interface Preparation {
        void run() throws Exception;
    }

    public List<Contender> run(Map<String, Callable<Sample>> lanes) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < warmUp + count; round++) {
            for (Map.Entry<String, Callable<Sample>> lane : lanes.entrySet()) {
                before.run();
                Sample sample = lane.getValue().call();
                out.printf(
                        "round %d, %s: %,.0f/s, %.2f s, CPU %.2f s%n",
                        round, lane.getKey(), sample.perSecond(), sample.seconds(), sample.cpuSeconds());
                out.flush();
                if (round >= warmUp) {
                    samples.computeIfAbsent(lane.getKey(), name -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        List<Contender> contenders = new ArrayList<>();
        samples.forEach((name, runs) -> contenders.add(new Contender(name, runs)));
        return contenders;
    }
}
