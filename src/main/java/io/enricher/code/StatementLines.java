package io.enricher.code;

import java.util.Collections;
import java.util.List;

/** Where a text that is too long to be sent as it is can be cut: before a statement. */
final class StatementLines {

    /** In characters; a shorter text is sent as it is, so nobody asks where to cut it. */
    static final int LONG_TEXT = 4_000;

    private StatementLines() {}

    /**
     * The lines of a long text, from 1 and each once, on which a statement begins.
     *
     * @param startLine the line of the file on which the text begins
     * @param fileLines of the statements, in the file, in order
     */
    static List<Integer> of(ClassSkeleton.Outline outline, int startLine, List<Integer> fileLines) {
        if (outline.text().length() <= LONG_TEXT) {
            return List.of();
        }
        return fileLines.stream()
                .map(line -> textLine(outline, startLine, line))
                .filter(line -> line > 0)
                .distinct()
                .toList();
    }

    /** Not positive for a line that was left out. */
    private static int textLine(ClassSkeleton.Outline outline, int startLine, int fileLine) {
        return outline.lines().isEmpty()
                ? fileLine - startLine + 1
                : Collections.binarySearch(outline.lines(), fileLine) + 1;
    }
}
