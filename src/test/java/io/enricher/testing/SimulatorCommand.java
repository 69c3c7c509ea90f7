package io.enricher.testing;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The simulator's command line: {@link SimulatorWords}, with the port 18080 by default. */
final class SimulatorCommand {

    private SimulatorCommand() {}

    /** Runs until the process is stopped. @return the exit code of wrong usage */
    static int run(String... arguments) throws InterruptedException {
        SimulatorBuilder simulator;
        try {
            simulator = SimulatorWords.read(
                    Stream.concat(Stream.of("port=18080"), Stream.of(arguments)).toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        return serve(simulator);
    }

    private static int serve(SimulatorBuilder simulator) throws InterruptedException {
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
