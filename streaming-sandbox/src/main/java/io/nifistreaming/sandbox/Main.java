package io.nifistreaming.sandbox;

import io.nifistreaming.sandbox.command.SandboxCommand;

/** The {@code ./sandbox} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(SandboxCommand.run(arguments));
    }
}
