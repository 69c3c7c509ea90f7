package io.enricher.cli;

import io.enricher.testing.SchemaAnswers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A row of the built-in recipe's kind, and the only right answer that the simulator can give to it. */
record Topic(String topic, String description) {

    /** Topics 1 to n, no two alike; {@code Topic 007} names the seventh. */
    static List<Topic> many(int n) {
        return range(1, n);
    }

    /** Topics from this number to that one, both included. */
    static List<Topic> range(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> new Topic(
                        String.format(Locale.ROOT, "Topic %03d", number),
                        "What, \"number " + number + "\",\nis about – äöü"))
                .toList();
    }

    /** How the simulator's ledger names it. */
    String text() {
        return SchemaAnswers.itemText(topic, description);
    }

    String tldr() {
        return SchemaAnswers.expectedText("tldr", text());
    }

    String challenge() {
        return SchemaAnswers.expectedChoice("challenge", text(), List.of("practice", "expert"));
    }

    String csv() {
        return quoted(topic) + "," + quoted(description);
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
