package io.nifistreaming.sandbox.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that is wrong: what is wrong with it, what may have been meant, where to read on. */
final class WrongUse {
    /** A slip of the finger or two, and no other word. */
    private static final int CLOSE = 2;

    private WrongUse() {}

    static int explain(ParameterException problem, String[] arguments) {
        CommandLine verb = problem.getCommandLine();
        PrintWriter err = verb.getErr();
        err.println(verb.getColorScheme().errorText(message(problem, verb)));
        List<String> meant = meant(problem, verb);
        if (!meant.isEmpty()) {
            err.println("Did you mean: " + String.join(" or ", meant) + "?");
        }
        err.println("See ./" + verb.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return Exit.USAGE;
    }

    private static String message(ParameterException problem, CommandLine verb) {
        if (verb.getParent() == null && problem instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return word.startsWith("-") ? "There is no option '" + word + "'." : "There is no verb '" + word + "'.";
        }
        return problem.getMessage();
    }

    private static List<String> meant(ParameterException problem, CommandLine verb) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return List.of();
        }
        List<String> known = new ArrayList<>(verb.getSubcommands().keySet());
        known.addAll(verb.getCommandSpec().optionsMap().keySet());
        return closeTo(unmatched.getUnmatched().get(0), known);
    }

    /** The words that differ from this one in two letters at most, and in less than half of it; the closest first. */
    static List<String> closeTo(String word, List<String> known) {
        return known.stream()
                .filter(one -> distance(word, one) <= CLOSE && distance(word, one) * 2 < word.length())
                .sorted(Comparator.comparingInt(one -> distance(word, one)))
                .toList();
    }

    /** Levenshtein's: how many letters have to be put in, left out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
