import io.enricher.testing.Call;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.SimulatorWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Simulators in a process of their own, one after another, so that the client's CPU time is measured apart and the
 * simulator is as warm as the client. Takes commands on its standard input and answers each with one line; ends with
 * its input, so with the process that started it.
 *
 * <pre>
 * start WORDS           the words of {@link SimulatorWords}; answers with the port
 * rpm-after CALLS LIMIT changes the requests per minute without notice when so many calls have come
 * calls                 how many have come so far
 * ledger FILE           writes the calls so far ({@link SeenCall}); answers with those that came before a Retry-After had
 *                       passed
 * stop                  ends the simulator
 * </pre>
 */
final class SimulatorHost {

    private ProviderSimulator simulator;

    private SimulatorHost() {}

    public static void main(String[] arguments) throws IOException {
        SimulatorHost host = new SimulatorHost();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(host.carryOut(line.split(" ")));
        }
        System.exit(0);
    }

    private String carryOut(String[] words) throws IOException {
        switch (words[0]) {
            case "start" -> {
                simulator = SimulatorWords.read(Arrays.copyOfRange(words, 1, words.length)).start();
                return Integer.toString(simulator.port());
            }
            case "rpm-after" -> {
                int limit = Integer.parseInt(words[2]);
                simulator.onArrival(Integer.parseInt(words[1]), () -> simulator.setRequestsPerMinute(limit));
                return "ok";
            }
            case "calls" -> {
                return Integer.toString(simulator.ledger().calls().size());
            }
            case "ledger" -> {
                write(Path.of(words[1]));
                return Integer.toString(simulator.ledger().callsBeforeRetryAfterPassed().size());
            }
            case "stop" -> {
                simulator.close();
                return "ok";
            }
            default -> throw new IllegalArgumentException("unknown command: " + words[0]);
        }
    }

    private void write(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (Call call : simulator.ledger().calls()) {
                out.println(SeenCall.of(call).line());
            }
        }
    }
}
