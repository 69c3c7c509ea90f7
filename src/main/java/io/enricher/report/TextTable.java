package io.enricher.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns; lines end with LF. For one thread. */
final class TextTable {

    private final List<List<String>> lines = new ArrayList<>();
    private final Set<String> numbers;

    /** @param numbers those of the columns that stand to the right */
    TextTable(List<String> header, Set<String> numbers) {
        this.numbers = Set.copyOf(numbers);
        lines.add(List.copyOf(header));
    }

    /** @param cells as many as the header has, without line breaks */
    TextTable add(List<String> cells) {
        lines.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        List<Integer> widths = IntStream.range(0, lines.get(0).size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
        return lines.stream().map(cells -> line(cells, widths) + "\n").collect(Collectors.joining());
    }

    private String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> padded(column, cells.get(column), widths.get(column)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String padded(int column, String cell, int width) {
        String sign = numbers.contains(lines.get(0).get(column)) ? "" : "-";
        // A width of 0 is none that String.format takes.
        return width == 0 ? "" : String.format(Locale.ROOT, "%" + sign + width + "s", cell);
    }
}
