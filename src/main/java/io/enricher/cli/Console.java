package io.enricher.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where the run tells of itself: the standard error, with a status line if it is a terminal.
 *
 * @param stream      for lines
 * @param statusLine  on a terminal
 * @param logFormat   of the log
 * @param logSettings Spring properties that make the log fit in
 */
record Console(PrintStream stream, Optional<StatusLine> statusLine, LogFormat logFormat, List<String> logSettings) {

    private static final String WITH_COLOURS = "--spring.output.ansi.enabled=always";
    /** A warning is no reason for a mail at night if all rows are there in the end. */
    private static final String ERRORS_ONLY = "--logging.level.root=error";

    /** What the lines of the standard error look like. */
    enum LogFormat {
        TEXT,
        /** One JSON object each. */
        JSON
    }

    Console {
        logSettings = List.copyOf(logSettings);
    }

    /** Of lines of text. */
    static Console of(PrintStream err, Colours colours) {
        List<String> settings = colours == Colours.ON ? List.of(WITH_COLOURS) : List.of();
        if (!Terminal.isInteractive()) {
            return new Console(err, Optional.empty(), LogFormat.TEXT, settings);
        }
        StatusLine line = new StatusLine(err, Terminal.columns());
        return new Console(line.stream(), Optional.of(line), LogFormat.TEXT, settings);
    }

    /** Of JSON objects, whoever reads them. */
    static Console ofJson(PrintStream err) {
        return new Console(EcsLines.over(err), Optional.empty(), LogFormat.JSON, List.of());
    }

    /** Of errors alone. */
    static Console silent(LogFormat logFormat) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, Optional.empty(), logFormat, List.of(ERRORS_ONLY));
    }
}
