package io.enricher.testing;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * The simulator's command line, words of the form {@code key=value}:
 *
 * <pre>
 * port=18080        default 18080
 * latency=700       ms per call            per-item=60   ms per item         sigma=0.5   log-normal spread
 * rpm=15            requests per minute    tpm=100000    tokens per minute   burst=0.05  share sent at once
 * seed=1            draws faults and latencies
 * limit-headers=on  x-ratelimit headers
 * fault=NAME        every call; a {@link Fault} in lower case with dashes, several times if need be
 * fault=NAME:0.2    a share of the calls, drawn by the seed
 * fault=NAME:TEXT   calls with an item that holds the text, and of those items only where it concerns items
 * </pre>
 */
final class SimulatorCommand {

    private final SimulatorBuilder simulator = ProviderSimulator.builder().port(18080);
    private Duration latency = Duration.ZERO;
    private Duration perItem = Duration.ZERO;
    private double sigma;
    private long seed = 1;
    private int faults;

    private SimulatorCommand() {}

    /** Runs until the process is stopped. @return the exit code of wrong usage */
    static int run(String... arguments) throws InterruptedException {
        SimulatorCommand command = new SimulatorCommand();
        try {
            for (String argument : arguments) {
                command.take(argument);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        return command.serve();
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
            case "seed" -> seed = Long.parseLong(value);
            case "limit-headers" -> simulator.limitHeaders();
            case "fault" -> takeFault(value.split(":", 2));
            default ->
                throw new IllegalArgumentException("unknown: " + word[0]
                        + " (port, latency, per-item, sigma, rpm, tpm, burst, seed, limit-headers, fault)");
        }
    }

    private void takeFault(String[] words) {
        Fault fault = Fault.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        faults++;
        if (words.length == 1) {
            simulator.rule(When.always(), fault);
        } else if (words[1].matches("0?\\.[0-9]+|1(\\.0*)?")) {
            // One seed a rule: faults of equal share would otherwise fall on the same calls.
            simulator.rule(When.chance(Double.parseDouble(words[1]), seed + faults), fault);
        } else {
            simulator.rule(When.containing(words[1]), Then.fault(fault).about(words[1]));
        }
    }

    private int serve() throws InterruptedException {
        simulator.seed(seed).latency(Latency.of(latency, perItem).logNormal(sigma, seed));
        try (ProviderSimulator running = simulator.start()) {
            System.out.println("OPENAI_BASE_URL=" + running.openAiBaseUrl());
            System.out.println("GEMINI_BASE_URL=" + running.geminiBaseUrl());
            running.onReply(written -> {
                Ledger ledger = running.ledger();
                System.out.println("replies=" + written + " in_flight=" + ledger.inFlight() + " most_in_flight="
                        + ledger.maxInFlight());
            });
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
