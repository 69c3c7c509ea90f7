package io.enricher.cli;

import io.enricher.domain.ExitCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A little colour for what matters most, where a person sees it. */
enum Colours {
    OFF {
        @Override
        String painted(String code, String text) {
            return text;
        }
    },
    ON {
        @Override
        String painted(String code, String text) {
            return "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    private static final Pattern VERDICT = Pattern.compile("(?m)^(Verdict: +)(.+)$");

    abstract String painted(String code, String text);

    String error(String text) {
        return painted(RED, text);
    }

    /** A summary whose verdict stands out. */
    String summary(String text, ExitCode exitCode) {
        String colour =
                switch (exitCode) {
                    case OK -> GREEN;
                    case ROWS_FAILED -> YELLOW;
                    default -> RED;
                };
        Matcher verdict = VERDICT.matcher(text);
        return verdict.replaceFirst(
                match -> Matcher.quoteReplacement(match.group(1) + painted(colour, match.group(2))));
    }
}
