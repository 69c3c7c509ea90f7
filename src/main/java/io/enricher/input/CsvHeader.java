package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the column names, which are the first record of a CSV file. */
final class CsvHeader {

    private CsvHeader() {}

    /**
     * The trimmed names in their order.
     *
     * @throws InvalidInputException if there is no header, it cannot be parsed, or two names are the same but for case
     */
    static List<String> read(CsvRecordScanner scanner, FieldSplitter fields, String source) throws IOException {
        CsvRecordScanner.@Nullable RawRecord header = scanner.next();
        if (header == null) {
            throw InvalidInputException.malformed(source + " has no header line. Its first line must name the columns");
        }
        if (header.problem().isPresent()) {
            throw InvalidInputException.malformed("%s, line %d: the header cannot be read: %s"
                    .formatted(source, header.line(), header.problem().get()));
        }
        List<String> names = new ArrayList<>();
        for (String name : fields.split(header.text())) {
            names.add(name.strip());
        }
        refuseDuplicates(names, source);
        return List.copyOf(names);
    }

    private static void refuseDuplicates(List<String> names, String source) {
        Map<String, Integer> places = new HashMap<>();
        List<String> duplicates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Integer first = places.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
            if (first != null) {
                duplicates.add("\"%s\" (columns %d and %d)".formatted(names.get(i), first + 1, i + 1));
            }
        }
        if (!duplicates.isEmpty()) {
            throw InvalidInputException.malformed("%s has columns of the same name, case aside: %s. Rename one of each"
                    .formatted(source, String.join(", ", duplicates)));
        }
    }
}
