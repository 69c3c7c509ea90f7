import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@link SimulatorHost} as the benchmark sees it. One simulator at a time. Safe for many threads. */
final class SimulatorProcess implements AutoCloseable {

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader replies;
    private final Path ledger;
    private int port;

    private SimulatorProcess(Process process, Path ledger) {
        this.process = process;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.ledger = ledger;
    }

    static SimulatorProcess launch(Path folder) throws IOException {
        // The ledger of a million rows holds their texts.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx3g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorHost.class.getName())
                .redirectError(folder.resolve("simulator.log").toFile())
                .start();
        return new SimulatorProcess(process, folder.resolve("ledger.txt"));
    }

    /** @param words of {@code SimulatorWords}, with blanks between them */
    void start(String words) {
        port = Integer.parseInt(tell("start " + words));
    }

    void requestsPerMinuteAfter(int calls, int limit) {
        tell("rpm-after " + calls + " " + limit);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    int calls() {
        return Integer.parseInt(tell("calls"));
    }

    SeenCalls seen() throws IOException {
        int early = Integer.parseInt(tell("ledger " + ledger));
        List<SeenCall> calls =
                Files.readAllLines(ledger).stream().map(SeenCall::parse).toList();
        return new SeenCalls(calls, early);
    }

    void stop() {
        tell("stop");
    }

    @Override
    public void close() {
        process.destroy();
    }

    private synchronized String tell(String command) {
        try {
            commands.println(command.strip());
            String reply = replies.readLine();
            if (reply == null) {
                throw new IllegalStateException("the simulator's process ended; see simulator.log");
            }
            return reply;
        } catch (IOException e) {
            throw new IllegalStateException("the simulator's process does not answer", e);
        }
    }
}
