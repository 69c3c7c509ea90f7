package io.enricher.provider;

import io.enricher.domain.CostCapReachedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Holds the cost of a run under its cap: what a call may cost at most is reserved before it is sent, and paid when its
 * reply tells what it did cost. Safe for many threads.
 *
 * <p>Every amount that is not in the ledger is held: reservations, replies until their call is in the ledger, and calls
 * whose end nobody saw, for good. At least their sum is in the {@link PurseLog} before a call is sent, so that a killed
 * process leaves all that it may have spent. It is written in steps, and steps are rare.
 */
public final class CostPurse {

    /** A larger step is written less often, and a killed process leaves more that was reserved for nothing. */
    private static final BigDecimal STEP = new BigDecimal("1.5");

    /** Digits behind the point that are kept; more are rounded up. */
    private static final int SCALE = 12;

    private static final int SHOWN_DIGITS = 4;
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final BigDecimal cap;
    private final PurseLog log;
    private final CapAdvice advice;
    private boolean opened;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal unrecorded = BigDecimal.ZERO;
    private BigDecimal lost = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;
    private BigDecimal written = BigDecimal.ZERO;
    private int underWay;

    /** Tells which cap would let the run go on to its end. */
    @FunctionalInterface
    public interface CapAdvice {

        /**
         * @param spent what the run has cost
         * @param held  what it may have cost beyond that
         * @param next  what the next call may cost at most
         */
        BigDecimal enough(BigDecimal spent, BigDecimal held, BigDecimal next);
    }

    /** What one call may cost at most; ends by exactly one of the purse's methods. */
    record Reservation(BigDecimal usd) {}

    /**
     * Reads nothing yet.
     *
     * @param cap most that the run may cost in US dollars, restarts included
     */
    public CostPurse(BigDecimal cap, PurseLog log, CapAdvice advice) {
        this.cap = cap;
        this.log = log;
        this.advice = advice;
    }

    /**
     * Reserves, waiting for other calls to end where those have all that is left.
     *
     * @param sleeper asked whether the run stops
     * @throws CostCapReachedException if it does not fit, and no call is under way that might leave something
     * @throws ModelException.Aborted  if the run stops
     */
    synchronized Reservation reserve(BigDecimal most, Sleeper sleeper) {
        open();
        while (spent.add(lost).add(reserved).add(most).compareTo(cap) > 0) {
            // First: advice takes a second for a million items, and the first thread to need it has ended the run.
            sleeper.sleep(Duration.ZERO);
            if (underWay == 0) {
                throw capReached(most);
            }
            try {
                wait(LONGEST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelException.Aborted("interrupted while waiting for room under the cost cap", e);
            }
        }
        write(held().add(most));
        reserved = reserved.add(most);
        underWay++;
        return new Reservation(most);
    }

    /** The call has cost so much, which is to be told to {@link #recorded} when the ledger has it. */
    synchronized void pay(Reservation reservation, BigDecimal cost) {
        end(reservation);
        spent = spent.add(cost);
        unrecorded = unrecorded.add(cost);
    }

    /** The call has cost nothing. */
    synchronized void release(Reservation reservation) {
        end(reservation);
    }

    /** Nobody knows what the call has cost: it stays reserved for good. */
    synchronized void lose(Reservation reservation) {
        lost = lost.add(reservation.usd());
        end(reservation);
    }

    /** The ledger has the cost of a call that was paid. */
    synchronized void recorded(BigDecimal cost) {
        unrecorded = unrecorded.subtract(cost).max(BigDecimal.ZERO);
    }

    /**
     * What calls may have cost beyond the ledger, those of killed executions included; just this is kept in the log from
     * now on. To be asked when no call is under way.
     */
    public synchronized BigDecimal settle() {
        open();
        BigDecimal exact = held().setScale(SCALE, RoundingMode.CEILING);
        if (exact.compareTo(written) != 0) {
            log.hold(exact);
            written = exact;
        }
        return exact.stripTrailingZeros();
    }

    private void open() {
        if (!opened) {
            spent = log.spent();
            lost = log.held();
            written = lost;
            opened = true;
        }
    }

    private void end(Reservation reservation) {
        reserved = reserved.subtract(reservation.usd());
        underWay--;
        notifyAll();
    }

    private BigDecimal held() {
        return lost.add(reserved).add(unrecorded);
    }

    /** Never beyond the cap, unless it has to. */
    private void write(BigDecimal needed) {
        if (needed.compareTo(written) <= 0) {
            return;
        }
        BigDecimal room = cap.subtract(spent.subtract(unrecorded));
        BigDecimal next = needed.multiply(STEP).min(room).max(needed).setScale(SCALE, RoundingMode.CEILING);
        log.hold(next);
        written = next;
    }

    private CostCapReachedException capReached(BigDecimal most) {
        String possibly = lost.signum() > 0 ? ", possibly " + shown(lost) + " more for calls whose end nobody saw" : "";
        return new CostCapReachedException("the cost cap of " + cap.toPlainString() + " USD is reached: "
                + shown(spent) + " USD spent" + possibly + ", and the next call may cost " + shown(most)
                + ". Rows answered so far are kept; start again with --enricher.max-cost="
                + advice.enough(spent, lost, most).toPlainString() + " to continue");
    }

    private static String shown(BigDecimal usd) {
        return usd.setScale(SHOWN_DIGITS, RoundingMode.HALF_UP).toPlainString();
    }
}
