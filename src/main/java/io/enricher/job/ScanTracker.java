package io.enricher.job;

/**
 * How many items of the thread's chunk Spring Batch will still hand to the writer one by one, because a row of the
 * chunk failed. A stop waits for the end of such a scan; it makes no calls, and ending it early leaves the job
 * repository's counts short.
 */
final class ScanTracker {

    private final ThreadLocal<Integer> left = ThreadLocal.withInitial(() -> 0);

    void begin(int items) {
        left.set(items);
    }

    void itemScanned() {
        left.set(Math.max(0, left.get() - 1));
    }

    boolean isScanning() {
        return left.get() > 0;
    }

    void reset() {
        left.remove();
    }
}
