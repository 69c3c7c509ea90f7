package io.enricher;

import io.enricher.cli.EnricherCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Starts the command line. */
public final class EnricherApplication {

    private EnricherApplication() {}

    public static void main(String[] args) {
        // H2's cache of single values finds nothing again among answers and keys, and costs a sixth of the CPU time of
        // a
        // run that looks up a million answers. H2 reads it once, when its first class is loaded.
        System.setProperty("h2.objectCache", "false");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(EnricherCommand.run(args, out, err));
    }
}
