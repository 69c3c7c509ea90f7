package io.enricher.code;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A span of time that runs from its making, on a clock that may be the processor time of the thread. */
final class Deadline {

    private final LongSupplier nanos;
    private final long start;
    private final long length;

    Deadline(LongSupplier nanos, Duration length) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.length = length.toNanos();
    }

    /**
     * The processor time of the calling thread, so that other work on the machine does not change what a file is split
     * into; the time of day's pace where the platform cannot tell.
     */
    static LongSupplier threadClock() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads::getCurrentThreadCpuTime
                : System::nanoTime;
    }

    boolean hasPassed() {
        return nanos.getAsLong() - start > length;
    }
}
