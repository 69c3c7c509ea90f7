package io.enricher.output;

import io.enricher.output.AnswerValue.Items;
import io.enricher.output.AnswerValue.Members;
import io.enricher.output.AnswerValue.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of one answer as blocks of Markdown, by their names where these are known ({@code related_spans},
 * {@code evidence}, {@code context}, what ends in {@code snippet} or {@code example}), else by the types of their values.
 */
final class AnswerBlocks {

    private static final Map<String, String> LABELS = Map.of("context", "Shown to the model");

    private final PageRow row;
    private final String page;
    private final PageSymbols symbols;

    /** @param page name of the page that the blocks are for */
    AnswerBlocks(PageRow row, String page, PageSymbols symbols) {
        this.row = row;
        this.page = page;
        this.symbols = symbols;
    }

    /** In the order of the answer, without what is empty. */
    Stream<String> stream() {
        return row.answer().entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> block(field.getKey(), field.getValue()));
    }

    private String block(String field, AnswerValue value) {
        String label = "**" + label(field) + ":**";
        if (field.equals(SymbolSection.SUMMARY) && value instanceof Text text) {
            return MarkdownText.paragraphs(text.text());
        }
        if (holdsCode(field) && value instanceof Text text) {
            return label + "\n\n" + MarkdownText.fenced(text.text(), row.language());
        }
        if (value instanceof Text text) {
            return label + " " + MarkdownText.paragraphs(text.text());
        }
        if (value instanceof Items items) {
            return label + items(field, items.values());
        }
        return label + bullets(List.of(value), this::sentence);
    }

    private String items(String field, List<AnswerValue> items) {
        return switch (field) {
            case "related_spans" -> bullets(items, this::link);
            case "evidence" -> isLines(items) ? " " + evidence(items) : bullets(items, this::sentence);
            case "context" -> bullets(items, AnswerBlocks::asCode);
            default -> bullets(items, this::sentence);
        };
    }

    private static String bullets(List<AnswerValue> items, Function<AnswerValue, String> shown) {
        return items.stream()
                .filter(item -> !item.isEmpty())
                .map(item -> "\n- " + shown.apply(item))
                .collect(Collectors.joining("", "\n", ""));
    }

    private String link(AnswerValue item) {
        if (!(item instanceof Text mention)) {
            return sentence(item);
        }
        String code = MarkdownText.code(mention.text());
        return symbols.find(mention.text(), row.path())
                .map(symbol -> "[" + code + "](" + symbol.addressFrom(page) + ")")
                .orElse(code);
    }

    private static boolean isLines(List<AnswerValue> items) {
        return items.stream().allMatch(item -> lines(item).isPresent());
    }

    private static String evidence(List<AnswerValue> items) {
        return items.stream().map(item -> lines(item).orElse("")).collect(Collectors.joining(", "));
    }

    private static Optional<String> lines(AnswerValue item) {
        if (item instanceof Members members
                && members.values().get("from") instanceof Text from
                && members.values().get("to") instanceof Text to) {
            return Optional.of(LineRange.of(from.text(), to.text()).shown()).filter(shown -> !shown.isEmpty());
        }
        return Optional.empty();
    }

    private static String asCode(AnswerValue item) {
        return MarkdownText.code(plain(item));
    }

    private String sentence(AnswerValue item) {
        return MarkdownText.inline(plain(item));
    }

    /** A value inside others on one line: {@code name: total, type: Money}. */
    private static String plain(AnswerValue value) {
        if (value instanceof Text text) {
            return text.text();
        }
        if (value instanceof Items items) {
            return items.values().stream()
                    .filter(item -> !item.isEmpty())
                    .map(AnswerBlocks::plain)
                    .collect(Collectors.joining(", "));
        }
        return ((Members) value)
                .values().entrySet().stream()
                        .filter(member -> !member.getValue().isEmpty())
                        .map(member -> member.getKey() + ": " + plain(member.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static boolean holdsCode(String field) {
        return field.endsWith("snippet") || field.endsWith("example");
    }

    /** {@code Side effects} for {@code side_effects}. */
    private static String label(String field) {
        String words = LABELS.getOrDefault(field, field).replace('_', ' ').strip();
        String capitalized =
                words.isEmpty() ? "Field" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return MarkdownText.inline(capitalized);
    }
}
