package io.enricher.provider;

/**
 * How many calls may be in flight: cut when the provider throttles, grown back while calls succeed and it is used. It
 * starts as wide as it may be: a slow ramp would not reach 50 within 100 calls. Latency never narrows it: a model that
 * writes a long answer is not overloaded. Guarded by {@link RateGate}.
 */
final class CallWindow {

    private static final double CUT = 0.7;

    /** Of the window; it does not grow when nobody needs it wider. */
    private static final double IN_USE = 0.8;

    /** Of the width that was too much: up to there it grows by one with each call, beyond by one with each round of them. */
    private static final double NEAR = 0.9;

    private static final double ALIKE = 0.8;

    /** Refused so many times in a row with about as many in flight, those are too many. */
    private static final int TIMES_ALIKE = 3;

    private final int most;
    private double width;
    private double tooWide = Double.POSITIVE_INFINITY;
    private double cutAt;
    private int inFlight;
    private int refusedAt;
    private int timesAlike;

    CallWindow(int most) {
        this.most = most;
        this.width = most;
    }

    boolean hasRoom() {
        return inFlight < width();
    }

    int inFlight() {
        return inFlight;
    }

    /** Most calls in flight. */
    int width() {
        return (int) width;
    }

    void sent() {
        inFlight++;
    }

    void ended() {
        inFlight--;
    }

    /** A call brought a reply that was sent when so many were in flight. */
    void succeeded(int inFlightThen) {
        if (inFlightThen >= IN_USE * width) {
            width = Math.min(most, width + (width < tooWide * NEAR ? 1 : 1 / width));
        }
    }

    /**
     * A call was refused, the first of those that were under way together. The window is cut if it was in use, or if calls
     * are refused at about the same number in flight again and again; else their number is not the reason. Refused at the
     * same width twice, that is too wide; at any, it is not, and the window grows back at once.
     */
    void refused() {
        timesAlike = isAlike(inFlight, refusedAt) ? timesAlike + 1 : 1;
        refusedAt = inFlight;
        if (inFlight >= IN_USE * width) {
            cut(width);
        } else if (timesAlike >= TIMES_ALIKE) {
            cut(inFlight);
        }
    }

    private void cut(double used) {
        tooWide = isAlike(used, cutAt) ? used : Double.POSITIVE_INFINITY;
        cutAt = used;
        width = Math.max(1, used * CUT);
    }

    private static boolean isAlike(double one, double other) {
        return Math.min(one, other) > ALIKE * Math.max(one, other);
    }
}
