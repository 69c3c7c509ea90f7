package io.enricher.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A line at the bottom of a terminal that is drawn anew while other output scrolls above it. What is written to
 * {@link #stream()} first wipes the line; it is drawn again as soon as the text ends a line, and not before, so no text is
 * ever overwritten, in however many pieces it comes. Safe for use by many threads.
 */
final class StatusLine {

    private static final String WIPE = "\r\u001b[2K";
    private static final int DEFAULT_WIDTH = 80;

    private final PrintStream terminal;
    private final int width;
    private String line = "";
    private boolean otherTextIsOpen;

    /** @param columns the terminal's width as in the variable COLUMNS, or anything else if unknown */
    StatusLine(PrintStream terminal, String columns) {
        this.terminal = terminal;
        this.width = columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    /** Draws the line; an empty text takes it away. */
    synchronized void show(String text) {
        line = text.length() < width ? text : text.substring(0, width - 1);
        if (!otherTextIsOpen) {
            terminal.print(WIPE + line);
            terminal.flush();
        }
    }

    /** What is written here appears above the line. */
    PrintStream stream() {
        return new PrintStream(new AboveTheLine(), true, StandardCharsets.UTF_8);
    }

    private synchronized void printAbove(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (!otherTextIsOpen) {
            terminal.print(WIPE);
        }
        terminal.write(bytes, offset, length);
        otherTextIsOpen = bytes[offset + length - 1] != '\n';
        if (!otherTextIsOpen) {
            terminal.print(line);
        }
        terminal.flush();
    }

    private final class AboveTheLine extends OutputStream {

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            printAbove(bytes, offset, length);
        }
    }
}
