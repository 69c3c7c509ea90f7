package io.enricher;

import io.enricher.cli.EnricherCommand;
import io.enricher.cli.StandardStreams;
import java.io.PrintStream;

/** Starts the command line. */
public final class EnricherApplication {

    private EnricherApplication() {}

    public static void main(String[] args) {
        // H2's cache of single values finds nothing again among answers and keys, and costs a sixth of the CPU time of
        // a
        // run that looks up a million answers. H2 reads it once, when its first class is loaded.
        System.setProperty("h2.objectCache", "false");
        PrintStream err = StandardStreams.err();
        // The log goes there.
        System.setErr(err);
        System.exit(EnricherCommand.run(args, StandardStreams.out(), err));
    }
}
