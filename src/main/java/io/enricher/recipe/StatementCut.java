package io.enricher.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts source that is too long between its statements: what comes before the first one is kept, so is the end, and as
 * many statements after the one and before the other as there is room for. Pure.
 *
 * @param budget the most that may be kept
 */
record StatementCut(Truncation budget) {

    /** @param starts numbers of the lines on which a statement begins; without them it is cut between lines */
    SourceLines cut(SourceLines whole, List<Integer> starts) {
        if (budget.holds(whole.plain())) {
            return whole;
        }
        return cutBefore(new TreeSet<>(starts), whole)
                .or(() -> cutBefore(everyLine(whole), whole))
                .orElseGet(() -> start(whole));
    }

    private Optional<SourceLines> cutBefore(Set<Integer> starts, SourceLines whole) {
        List<List<SourceLines.Line>> pieces = pieces(whole, starts);
        int last = pieces.size() - 1;
        if (last < 2) {
            return Optional.empty();
        }
        int room =
                budget.max() - sizeOf(pieces.get(0)) - budget.sizeOf(FieldTruncation.MARKER) - sizeOf(pieces.get(last));
        if (room < 0) {
            return Optional.empty();
        }
        int end = last;
        for (int half = room / 2; end > 2 && sizeOf(pieces.get(end - 1)) <= half; end--) {
            half -= sizeOf(pieces.get(end - 1));
            room -= sizeOf(pieces.get(end - 1));
        }
        int start = 1;
        for (; start < end - 1 && sizeOf(pieces.get(start)) <= room; start++) {
            room -= sizeOf(pieces.get(start));
        }
        List<SourceLines.Line> kept = new ArrayList<>();
        pieces.subList(0, start).forEach(kept::addAll);
        pieces.subList(end, pieces.size()).forEach(kept::addAll);
        return Optional.of(new SourceLines(kept));
    }

    private static List<List<SourceLines.Line>> pieces(SourceLines whole, Set<Integer> starts) {
        List<List<SourceLines.Line>> pieces = new ArrayList<>();
        for (SourceLines.Line line : whole.lines()) {
            if (pieces.isEmpty() || starts.contains(line.number())) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(line);
        }
        return pieces;
    }

    private int sizeOf(List<SourceLines.Line> piece) {
        return budget.sizeOf(piece.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
    }

    private static Set<Integer> everyLine(SourceLines whole) {
        return whole.lines().stream().map(SourceLines.Line::number).collect(Collectors.toSet());
    }

    /** One line is longer than all that may be kept: the lines before it, or else its start. */
    private SourceLines start(SourceLines whole) {
        String text = whole.lines().stream().map(SourceLines.Line::text).collect(Collectors.joining("\n"));
        List<String> kept =
                List.of(budget.withKeep(Truncation.Keep.HEAD).apply(text).split("\n", -1));
        int count = Math.max(1, kept.size() - 1);
        List<SourceLines.Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String end = i + 1 == count ? "\n" + FieldTruncation.MARKER : "";
            lines.add(new SourceLines.Line(whole.lines().get(i).number(), kept.get(i) + end));
        }
        return new SourceLines(lines);
    }
}
