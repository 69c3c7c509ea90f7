import io.enricher.recipe.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where regimes run their clients: a folder, a process for simulators, and the ways to run and measure. */
final class Bench implements AutoCloseable {

    private final Path folder;
    private final SimulatorProcess simulator;
    private final Prompts prompts = new Prompts();
    private int runs;

    Bench(Path folder) throws IOException {
        this.folder = folder;
        this.simulator = SimulatorProcess.launch(folder);
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    /** The same rows for the same number. */
    Path input(int rows) throws IOException {
        Path file = folder.resolve("rows-" + rows + ".csv");
        if (!Files.exists(file)) {
            Rows.main(new String[] {Integer.toString(rows), file.toString()});
        }
        return file;
    }

    /** A folder for one more run. */
    Path newFolder() throws IOException {
        return Files.createDirectories(folder.resolve("run-" + ++runs));
    }

    /** Has every class loaded and the hot paths compiled, here and in the simulator. */
    void warmUp() throws Exception {
        simulator.start("");
        new EnricherClient(newFolder(), input(1_500), List.of("batch-size=1", "--enricher.concurrency=32"))
                .run(simulator.baseUrl());
        new EnricherClient(newFolder(), input(4_000), List.of("--enricher.concurrency=50")).run(simulator.baseUrl());
        new RawSdk(32, Duration.ZERO, 0).ask(simulator.baseUrl(), prompts.of(input(1_500), 1));
        simulator.stop();
        ClientMeter.awaitQuiet(Duration.ofSeconds(60));
    }

    /** The enricher on a new simulator. */
    Measured enricher(String title, String words, int rows, String... settings) throws Exception {
        simulator.start(words);
        return enricherOnThisSimulator(title, input(rows), rows, settings);
    }

    /** The enricher on the simulator that has been started, which is stopped afterwards. */
    Measured enricherOnThisSimulator(String title, Path input, int rows, String... settings) throws Exception {
        EnricherClient client = new EnricherClient(newFolder(), input, List.of(settings));
        System.gc();
        EnricherClient.End end;
        ClientMeter meter = new ClientMeter();
        try (meter) {
            end = client.run(simulator.baseUrl());
        }
        long peak = ClientMeter.peakMegabytes();
        String note = end.exitCode() == 0 ? "" : "exit " + end.exitCode() + " " + end.problem();
        return measured(new Measured(title, rows, end.rows(), simulator.seen(), meter, peak, note, 1));
    }

    /** A client of the SDK on a new simulator. */
    Measured rawSdk(String title, String words, int rows, int rowsPerCall, RawSdk client) throws Exception {
        List<Prompt> all = prompts.of(input(rows), rowsPerCall);
        simulator.start(words);
        System.gc();
        int answered;
        ClientMeter meter = new ClientMeter();
        try (meter) {
            answered = client.ask(simulator.baseUrl(), all);
        }
        long peak = ClientMeter.peakMegabytes();
        return measured(new Measured(title, rows, answered, simulator.seen(), meter, peak, "", 1));
    }

    private Measured measured(Measured run) {
        simulator.stop();
        return run;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
