package io.enricher.provider;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits per minute that a provider tells in the headers of a reply; empty where it tells none. OpenAI and servers like
 * it send {@code x-ratelimit-limit-requests}, {@code -remaining-requests}, {@code -reset-requests} (until the quota would be
 * full again, in Go's notation such as {@code 6m0s} or {@code 17ms}), and the same for tokens.
 *
 * @param requests calls
 * @param tokens   tokens of prompts and replies
 */
record ReportedLimits(Optional<Told> requests, Optional<Told> tokens) {

    static final ReportedLimits NONE = new ReportedLimits(Optional.empty(), Optional.empty());

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|d)");

    /**
     * One limit.
     *
     * @param limit     per minute
     * @param remaining what may be sent at once
     */
    record Told(long limit, long remaining) {}

    /** @param header value of a header by its name, null if it is not there */
    static ReportedLimits of(UnaryOperator<@Nullable String> header) {
        return new ReportedLimits(limit("requests", header), limit("tokens", header));
    }

    private static Optional<Told> limit(String what, UnaryOperator<@Nullable String> header) {
        long limit = number(header.apply("x-ratelimit-limit-" + what)).orElse(0);
        if (limit < 1) {
            return Optional.empty();
        }
        long remaining = number(header.apply("x-ratelimit-remaining-" + what)).orElse(limit);
        double seconds = seconds(header.apply("x-ratelimit-reset-" + what));
        return Optional.of(new Told(limit, remaining)).filter(told -> !isOfADay(told, seconds));
    }

    /**
     * Some servers (Groq, free tiers) name the requests of a day in the same header: then what was used comes back far more
     * slowly than at the limit a minute. That is no rate: to spread it over the day would hold back a run that it has room for,
     * and a day that is used up is told of by the refusals.
     */
    private static boolean isOfADay(Told told, double resetSeconds) {
        double secondsByMinute = (told.limit() - told.remaining()) * 60.0 / told.limit();
        return resetSeconds > 60 || (resetSeconds > 5 && resetSeconds > 30 * secondsByMinute);
    }

    private static OptionalLong number(@Nullable String text) {
        String digits = text == null ? "" : text.strip();
        return NUMBER.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static double seconds(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        double seconds = 0;
        Matcher part = TIME.matcher(text);
        while (part.find()) {
            double value = Double.parseDouble(part.group(1));
            seconds += switch (part.group(2)) {
                case "ms" -> value / 1000;
                case "s" -> value;
                case "m" -> value * 60;
                case "h" -> value * 3600;
                default -> value * 86_400;
            };
        }
        return seconds;
    }
}
