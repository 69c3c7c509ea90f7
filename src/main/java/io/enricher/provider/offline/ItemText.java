package io.enricher.provider.offline;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The text of one item, without its id. For one thread. */
final class ItemText {

    private static final int SUMMARY_WORDS = 12;
    private static final Set<String> STOP_WORDS = Set.of(
            ("a an and are as at be been but by can do does for from had has have how if in into is it its may more most"
                            + " no not of on one or other our out over should so such than that the their them then there"
                            + " these they this those to up was we were what when where which who why will with you your")
                    .split(" "));

    /** The field in which recipes for source code give what its author wrote about it. */
    private static final String COMMENT = "doc";

    private final String main;
    private final String whole;
    private final OptionalInt lastLine;
    private @Nullable Map<String, Integer> counts;

    private ItemText(String main, String whole, OptionalInt lastLine) {
        this.main = main;
        this.whole = whole;
        this.lastLine = lastLine;
    }

    static ItemText of(JsonNode item) {
        String longest = "";
        StringBuilder whole = new StringBuilder();
        OptionalInt lastLine = OptionalInt.empty();
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            // A list is what stands around the item, which differs with the items beside it.
            if (!field.getKey().equals("id") && field.getValue().isValueNode()) {
                String value = field.getValue().asString("");
                lastLine = lastLine.isPresent() ? lastLine : LineMarks.last(value);
                String text = Words.onOneLine(LineMarks.removedFrom(value));
                longest = text.length() > longest.length() ? text : longest;
                whole.append(text).append('\n');
            }
        }
        String comment = Words.onOneLine(item.path(COMMENT).asString(""));
        return new ItemText(comment.isEmpty() ? longest : comment, whole.toString(), lastLine);
    }

    /** The first sentence of the author's comment, else of the longest field, cut to 12 words and at a word to {@code maxLength}. */
    String summary(int maxLength) {
        return cut(Words.first(SUMMARY_WORDS, Words.firstSentence(main)), maxLength);
    }

    /** The words that occur most often, those that say nothing left out; the longer ones first where equal. */
    List<String> keyTerms(int most) {
        return counts().entrySet().stream()
                .filter(word -> word.getKey().length() > 2 && !STOP_WORDS.contains(word.getKey()))
                .sorted(Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparingInt(word -> word.getKey().length())
                        .reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a word of {@code phrase} occurs. */
    boolean mentions(String phrase) {
        return Words.of(phrase.toLowerCase(Locale.ROOT)).stream().anyMatch(counts()::containsKey);
    }

    /** The number of its last line; empty if its lines have no numbers. */
    OptionalInt lastLine() {
        return lastLine;
    }

    boolean isEmpty() {
        return main.isEmpty();
    }

    /** A number of 0 to {@code bound - 1} that depends on this text and the salt only. */
    int pick(String salt, int bound) {
        int hash = 31 * whole.hashCode() + salt.hashCode();
        // Mixed, because the low bits of similar texts are alike.
        hash = (hash ^ (hash >>> 16)) * 0x45d9f3b;
        return Math.floorMod(hash ^ (hash >>> 16), bound);
    }

    /** At most so many characters, ending at a word if there is one. */
    static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int space = text.lastIndexOf(' ', maxLength);
        if (space > 0) {
            return text.substring(0, space).strip();
        }
        int end = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end);
    }

    /** How often each word occurs, in lower case, in order of appearance; not every schema asks for it. */
    private Map<String, Integer> counts() {
        Map<String, Integer> known = counts;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (String word : Words.of(whole.toLowerCase(Locale.ROOT))) {
                known.merge(word, 1, Integer::sum);
            }
            counts = known;
        }
        return known;
    }
}
