package io.enricher.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * What refusals tell of a provider's quotas (docs/decisions/0015). A stretch is what was sent between two refusals that
 * something passed between. Guarded by {@link RateGate}.
 */
final class RateLearning {

    /** A stretch tells a rate from so many calls on. */
    private static final long ENOUGH_CALLS = 6;

    /** An empty quota lets at most so many calls through when the wait is over that it asked for, in whole seconds perhaps. */
    private static final long CALLS_OF_AN_EMPTY_QUOTA = 2;

    /** So many refusals that were under way together, and more than passed before them, are none of chance. */
    private static final long AN_OVERRUN = 3;

    /** Two times are about equal if the shorter is more than this share of the longer. */
    private static final double ALIKE = 0.7;

    /** Less than this share of a rate is clearly less, and not the way in which calls happened to arrive. */
    private static final double CLEARLY_LESS = 0.9;

    private final PacedQuota requests;
    private final PacedQuota tokens;
    private Stretch running = Stretch.EMPTY;
    private Stretch before = Stretch.EMPTY;
    private long begunAt;
    private Optional<Duration> pauseBefore = Optional.empty();
    private long refusedTogether;
    private boolean isOverrun;
    private boolean wasInVain;
    private int alikeInARow;

    private record Stretch(long calls, long tokens, long nanos) {

        private static final Stretch EMPTY = new Stretch(0, 0, 0);

        Stretch plus(long moreCalls, long moreTokens) {
            return new Stretch(calls + moreCalls, tokens + moreTokens, nanos);
        }

        Stretch lasting(long newNanos) {
            return new Stretch(calls, tokens, newNanos);
        }

        boolean isMeasured() {
            return calls >= ENOUGH_CALLS;
        }

        Stretch plus(Stretch other) {
            return new Stretch(calls + other.calls, tokens + other.tokens, nanos + other.nanos);
        }

        /** Whether hardly a call passed in each, and took its quota about as long to come in. */
        boolean isOfAnEmptyQuotaLike(Stretch other) {
            return isOfAnEmptyQuota()
                    && other.isOfAnEmptyQuota()
                    && Math.min(nanos, other.nanos) > ALIKE * Math.max(nanos, other.nanos);
        }

        private boolean isOfAnEmptyQuota() {
            return calls > 0 && calls <= CALLS_OF_AN_EMPTY_QUOTA && nanos > 0;
        }

        /** Whether clearly less passed in the same time. */
        boolean isSlowerThan(Stretch other) {
            return other.isMeasured() && (double) calls * other.nanos < CLEARLY_LESS * other.calls * nanos;
        }
    }

    RateLearning(PacedQuota requests, PacedQuota tokens) {
        this.requests = requests;
        this.tokens = tokens;
    }

    /** A call was sent. */
    void sent(long estimatedTokens) {
        running = running.plus(1, estimatedTokens);
    }

    /** A call of this stretch took so many tokens more than was estimated, or fewer. */
    void used(long moreTokens) {
        running = running.plus(0, moreTokens);
    }

    /** Calls sent since one was refused. */
    long sentSinceRefusal() {
        return running.calls();
    }

    /**
     * A call of this stretch was turned away; returns whether others passed before.
     *
     * @param pause    how long it asks to wait, if it does
     * @param isRecent whether another was turned away not long ago
     */
    boolean refused(long time, long estimatedTokens, Optional<Duration> pause, boolean isRecent) {
        running = running.plus(-1, -estimatedTokens);
        refusedTogether = 1;
        isOverrun = false;
        if (isRecent && running.calls() == 0) {
            // Where nothing passes there is nothing to measure: the waits that the provider or the retries impose do.
            return false;
        }
        if (isRecent || requests.isPaced() || tokens.isPaced()) {
            running = running.lasting(time - begunAt + longerPause(pause));
            adjustRates(isCountedOut(pause));
            before = running;
        } else {
            requests.smoothen();
            tokens.smoothen();
            before = Stretch.EMPTY;
            wasInVain = false;
        }
        running = Stretch.EMPTY;
        begunAt = time;
        pauseBefore = pause;
        return true;
    }

    /** A call of the stretch before was turned away as well, which was not known when that ended. */
    void refusedBefore(long estimatedTokens) {
        if (before.calls() > 0) {
            before = before.plus(-1, -estimatedTokens);
        }
        refusedTogether++;
        isOverrun = isOverrun || isOverrun();
        if (isOverrun) {
            // Again with each that is heard of: until then it counts as passed.
            slowDown(before, true);
        }
    }

    private boolean isOverrun() {
        return refusedTogether >= AN_OVERRUN
                && refusedTogether > before.calls()
                && before.nanos() > 0
                && isRateUnknown();
    }

    private boolean isRateUnknown() {
        return requests.isUnlimited() && tokens.isUnlimited();
    }

    /** A bucket that asks for a longer wait than before has less left: so much more was taken than came in. */
    private long longerPause(Optional<Duration> pause) {
        return pause.isPresent() && pauseBefore.isPresent()
                ? pause.get().minus(pauseBefore.get()).toNanos()
                : 0;
    }

    /** A provider that asks for different waits counts what is missing; one that always asks for the same tells little. */
    private boolean isCountedOut(Optional<Duration> pause) {
        return pause.isPresent() && pauseBefore.isPresent() && !pause.equals(pauseBefore);
    }

    private void adjustRates(boolean isCountedOut) {
        if (running.nanos() <= 0) {
            return;
        }
        alikeInARow = running.isOfAnEmptyQuotaLike(before) ? alikeInARow + 1 : 0;
        boolean isEmptyQuota = alikeInARow >= (isCountedOut ? 1 : 2);
        boolean isInVain = !isRateUnknown() && !isEmptyQuota && (!running.isMeasured() || running.isSlowerThan(before));
        if (isInVain && wasInVain) {
            // Refused at rates that passed before, or before much was sent: by chance. To go slower adds to the waits.
            requests.lift();
            tokens.lift();
            wasInVain = false;
            return;
        }
        wasInVain = isInVain;
        slowDown(isEmptyQuota ? running.plus(before) : running, isEmptyQuota);
    }

    /**
     * Of a quota that is not known a refusal or two may be chance.
     *
     * @param isQuota whether they are not
     */
    private void slowDown(Stretch seen, boolean isQuota) {
        slowDown(requests, seen.calls(), seen, isQuota);
        slowDown(tokens, seen.tokens(), seen, isQuota);
    }

    private static void slowDown(PacedQuota quota, long passed, Stretch seen, boolean isQuota) {
        if (passed > 0 && (isQuota || !quota.isUnlimited())) {
            quota.slowDown(passed, seen.nanos(), seen.isMeasured() || isQuota);
        }
    }
}
