import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time and peak memory of this process while a client runs in it. The CPU time is read every few milliseconds, so
 * that the time between two calls can be told afterwards by the simulator's clock; so is what the JVM's compilers took.
 */
final class ClientMeter implements AutoCloseable {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();
    private static final long EVERY_MILLIS = 10;

    private final TreeMap<Long, Long> cpuByTime = new TreeMap<>();
    private final TreeMap<Long, Long> compilingByTime = new TreeMap<>();
    private final Thread thread = new Thread(this::watch, "client-meter");

    ClientMeter() {
        forgetPeak();
        sample();
        thread.setDaemon(true);
        thread.start();
    }

    /** CPU seconds between two times of {@link System#nanoTime}. */
    synchronized double cpuSeconds(long from, long to) {
        return (at(to, cpuByTime) - at(from, cpuByTime)) / 1e9;
    }

    /** Seconds, by the clock, that those compilations took which ended between the two. */
    synchronized double compilingSeconds(long from, long to) {
        return (at(to, compilingByTime) - at(from, compilingByTime)) / 1e3;
    }

    /** CPU seconds from the start of the meter to its end. */
    synchronized double cpuSeconds() {
        return (cpuByTime.lastEntry().getValue() - cpuByTime.firstEntry().getValue()) / 1e9;
    }

    /** Waits until the compilers have done what a warm-up left to them: a second with less than 5 % of a CPU. */
    static void awaitQuiet(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long used = Long.MAX_VALUE;
        while (used > 50_000_000 && System.nanoTime() < end) {
            long before = PROCESS.getProcessCpuTime();
            Thread.sleep(1_000);
            used = PROCESS.getProcessCpuTime() - before;
        }
    }

    /** The most that was resident since the start of the meter. */
    static long peakMegabytes() {
        return megabytes(Path.of("/proc/self/status"));
    }

    /** @param status of a process: {@code /proc/PID/status} */
    static long megabytes(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        sample();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                sample();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sample() {
        long now = System.nanoTime();
        cpuByTime.put(now, PROCESS.getProcessCpuTime());
        compilingByTime.put(now, COMPILERS.getTotalCompilationTime());
    }

    private static double at(long time, TreeMap<Long, Long> readings) {
        Map.Entry<Long, Long> before = readings.floorEntry(time);
        Map.Entry<Long, Long> after = readings.ceilingEntry(time);
        if (before == null || after == null) {
            return (before == null ? after : before).getValue();
        }
        long span = after.getKey() - before.getKey();
        double share = span == 0 ? 0 : (double) (time - before.getKey()) / span;
        return before.getValue() + share * (after.getValue() - before.getValue());
    }

    private static void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        } catch (IOException notAllowed) {
            // Then the peak is that of the whole process.
        }
    }
}
