package io.enricher.provider;

import io.enricher.domain.PlainText;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider's error text as it may be shown: one short line without anything that looks like a key. */
public final class ErrorText {

    private static final int LONGEST = 200;

    /** More than is shown, also after masking; a page of a proxy would take the patterns minutes. */
    private static final int MOST_READ = 2_000;

    private static final int TELLING_PART = 6;

    private static final Pattern LOOKS_LIKE_A_KEY =
            Pattern.compile("(?i)\\b(sk|pk|rk|gsk|xai)-[\\w*.\\-]+|AIza[\\w*.\\-]+|\\bAQ\\.[\\w*.\\-]+"
                    + "|\\bBearer\\s+\\S+|\\S*\\*{3,}\\S*|([?&]|\\b)(api[_-]?)?key=[^\\s&]+");
    private static final Pattern WORD = Pattern.compile("[\\w.\\-+/=~]{" + TELLING_PART + ",}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private ErrorText() {}

    /**
     * The first 200 characters on one line; the key, any telling part of it, and whatever else looks like a key
     * replaced by {@code ****}.
     */
    public static String clean(String text, Optional<Secret> key) {
        String read = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
        String line = SPACES.matcher(PlainText.line(read)).replaceAll(" ");
        String masked = LOOKS_LIKE_A_KEY.matcher(line).replaceAll("****");
        // A shorter one is a placeholder for a local server, such as "any", and would be masked in every sentence.
        if (key.isPresent() && key.get().value().length() >= TELLING_PART) {
            String value = key.get().value();
            masked = masked.replace(value, "****");
            masked = WORD.matcher(masked).replaceAll(word -> sharesAPart(word, value) ? "****" : quoted(word));
        }
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    private static boolean sharesAPart(MatchResult word, String key) {
        String text = word.group();
        for (int start = 0; start + TELLING_PART <= text.length(); start++) {
            if (key.contains(text.substring(start, start + TELLING_PART))) {
                return true;
            }
        }
        return false;
    }

    private static String quoted(MatchResult word) {
        return Matcher.quoteReplacement(word.group());
    }
}
