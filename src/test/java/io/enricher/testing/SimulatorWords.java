package io.enricher.testing;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A simulator described by words of the form {@code key=value}, for command lines and other processes:
 *
 * <pre>
 * port=18080        any free one by default
 * latency=700       ms per call            per-item=60   ms per item         sigma=0.5   log-normal spread
 * rpm=15            requests per minute    tpm=100000    tokens per minute   burst=0.05  share sent at once
 * reasoning=500     tokens thought before each answer
 * seed=1            draws latencies, and the faults that are named after it
 * limit-headers=on  x-ratelimit headers
 * fault=NAME        every call; a {@link Fault} in lower case with dashes, several times if need be
 * fault=NAME:0.2    a share of the calls, drawn by the seed
 * fault=NAME:4s-64s calls between these times, counted from the first call
 * fault=NAME:TEXT   calls with an item that holds the text, and of those items only where it concerns items
 * </pre>
 */
public final class SimulatorWords {

    private static final Pattern SHARE = Pattern.compile("0?\\.[0-9]+|1(\\.0*)?");
    private static final Pattern SPAN = Pattern.compile("([0-9]+)s-([0-9]+)s");

    private final SimulatorBuilder simulator = ProviderSimulator.builder();
    private Duration latency = Duration.ZERO;
    private Duration perItem = Duration.ZERO;
    private double sigma;
    private long seed = 1;
    private int faults;

    private SimulatorWords() {}

    /** @throws IllegalArgumentException if a word makes no sense */
    public static SimulatorBuilder read(String... words) {
        SimulatorWords read = new SimulatorWords();
        for (String word : words) {
            read.take(word);
        }
        return read.simulator
                .seed(read.seed)
                .latency(Latency.of(read.latency, read.perItem).logNormal(read.sigma, read.seed));
    }

    private void take(String argument) {
        String[] word = argument.split("=", 2);
        if (word.length < 2) {
            throw new IllegalArgumentException("not key=value: " + argument);
        }
        String value = word[1];
        switch (word[0]) {
            case "port" -> simulator.port(Integer.parseInt(value));
            case "latency" -> latency = Duration.ofMillis(Long.parseLong(value));
            case "per-item" -> perItem = Duration.ofMillis(Long.parseLong(value));
            case "sigma" -> sigma = Double.parseDouble(value);
            case "rpm" -> simulator.requestsPerMinute(Integer.parseInt(value));
            case "tpm" -> simulator.tokensPerMinute(Integer.parseInt(value));
            case "burst" -> simulator.burst(Double.parseDouble(value));
            case "reasoning" -> simulator.reasoning(Long.parseLong(value));
            case "seed" -> seed = Long.parseLong(value);
            case "limit-headers" -> simulator.limitHeaders();
            case "fault" -> takeFault(value.split(":", 2));
            default ->
                throw new IllegalArgumentException("unknown: " + word[0]
                        + " (port, latency, per-item, sigma, rpm, tpm, burst, reasoning, seed, limit-headers, fault)");
        }
    }

    private void takeFault(String[] words) {
        Fault fault = Fault.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        faults++;
        if (words.length == 1) {
            simulator.rule(When.always(), fault);
            return;
        }
        Matcher span = SPAN.matcher(words[1]);
        if (SHARE.matcher(words[1]).matches()) {
            // One seed a rule: faults of equal share would otherwise fall on the same calls.
            simulator.rule(When.chance(Double.parseDouble(words[1]), seed + faults), fault);
        } else if (span.matches()) {
            simulator.rule(When.during(seconds(span.group(1)), seconds(span.group(2))), fault);
        } else {
            simulator.rule(When.containing(words[1]), Then.fault(fault).about(words[1]));
        }
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }
}
