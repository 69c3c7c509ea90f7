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

    private final int most;
    private double width;
    private double tooWide = Double.POSITIVE_INFINITY;
    private double cutAt;
    private int inFlight;

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

    /** Refused at the same width twice, the width is the reason; refused at any, it is not, and grows back at once. */
    void cut() {
        boolean isAgain = Math.min(width, cutAt) > ALIKE * Math.max(width, cutAt);
        tooWide = isAgain ? width : Double.POSITIVE_INFINITY;
        cutAt = width;
        width = Math.max(1, width * CUT);
    }
}
