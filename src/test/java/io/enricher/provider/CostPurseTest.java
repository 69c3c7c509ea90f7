package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.domain.CostCapReachedException;
import io.enricher.provider.CostPurse.Reservation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CostPurseTest {

    private static final Sleeper NEVER_STOPPED = duration -> {};

    private final RecordingPurseLog log = new RecordingPurseLog();

    @Test
    void whatWouldGoOverTheCapIsNotSentAndTheMessageNamesTheCapThatWouldDo() {
        CostPurse purse = purse("1.00");
        purse.pay(reserve(purse, "0.60"), usd("0.50"));

        assertThatThrownBy(() -> reserve(purse, "0.51"))
                .isInstanceOf(CostCapReachedException.class)
                .hasMessageContaining("cost cap of 1.00 USD")
                .hasMessageContaining("0.5000 USD spent")
                .hasMessageContaining("--enricher.max-cost=1.01");
        assertThat(reserve(purse, "0.50").usd()).isEqualByComparingTo("0.50");
    }

    @Test
    void spentBeforeTheRestartCounts() {
        log.spent = usd("0.70");

        assertThatThrownBy(() -> reserve(purse("1"), "0.31")).isInstanceOf(CostCapReachedException.class);
        assertThat(reserve(purse("1"), "0.30").usd()).isEqualByComparingTo("0.30");
    }

    @Test
    void theReservationIsWrittenBeforeItIsGranted() {
        CostPurse purse = purse("1");

        reserve(purse, "0.10");

        assertThat(log.held).isGreaterThanOrEqualTo(usd("0.10"));
    }

    @Test
    void databaseThatDoesNotTakeTheReservationMeansNoCall() {
        CostPurse purse = purse("1");
        log.failing = true;

        assertThatThrownBy(() -> reserve(purse, "0.10")).hasMessage("no database");

        log.failing = false;
        assertThat(reserve(purse, "1").usd())
                .as("nothing of it stayed reserved")
                .isEqualByComparingTo("1");
    }

    @Test
    void steadyCallsWriteNoMore() {
        CostPurse purse = purse("100");

        for (int i = 0; i < 1000; i++) {
            purse.pay(reserve(purse, "0.05"), usd("0.01"));
            log.spent = log.spent.add(usd("0.01"));
            purse.recorded(usd("0.01"));
        }

        assertThat(log.writes).isLessThanOrEqualTo(1);
    }

    @Test
    void stepsStayUnderTheCap() {
        CostPurse purse = purse("1");

        reserve(purse, "0.9");

        assertThat(log.held).isBetween(usd("0.9"), usd("1"));
    }

    @Test
    void aKilledProcessLeavesItsReservationsForGood() {
        CostPurse killed = purse("1");
        reserve(killed, "0.20");
        reserve(killed, "0.20");

        CostPurse next = purse("1");

        assertThatThrownBy(() -> reserve(next, "0.61")).isInstanceOf(CostCapReachedException.class);
        assertThat(next.settle()).isGreaterThanOrEqualTo(usd("0.40"));
        assertThat(purse("1").settle()).as("and for the process after it").isGreaterThanOrEqualTo(usd("0.40"));
    }

    @Test
    void aReplyThatTheLedgerDoesNotHaveYetIsHeldAsWell() {
        CostPurse killed = purse("1");
        killed.pay(reserve(killed, "0.20"), usd("0.15"));
        reserve(killed, "0.20");

        // Killed before the reply's call was committed: the ledger says 0.
        assertThat(log.held).isGreaterThanOrEqualTo(usd("0.35"));
        assertThatThrownBy(() -> reserve(purse("1"), "0.66")).isInstanceOf(CostCapReachedException.class);
    }

    @Test
    void aCleanEndKeepsJustWhatNobodyKnows() {
        CostPurse purse = purse("1");
        Reservation answered = reserve(purse, "0.20");
        Reservation refused = reserve(purse, "0.20");
        Reservation unknown = reserve(purse, "0.10");
        purse.pay(answered, usd("0.05"));
        purse.recorded(usd("0.05"));
        purse.release(refused);
        purse.lose(unknown);

        assertThat(purse.settle()).isEqualByComparingTo("0.10");
        assertThat(log.held).isEqualByComparingTo("0.10");
    }

    @Test
    void waitsForOtherCallsToLeaveSomething() throws Exception {
        CostPurse purse = purse("1");
        Reservation other = reserve(purse, "0.80");

        Future<Reservation> waiting = CompletableFuture.supplyAsync(() -> reserve(purse, "0.50"));
        assertThat(catchThrowable(() -> waiting.get(250, TimeUnit.MILLISECONDS)))
                .isNotNull();
        purse.pay(other, usd("0.40"));

        assertThat(waiting.get(5, TimeUnit.SECONDS).usd()).isEqualByComparingTo("0.50");
    }

    @Test
    void waitEndsWhenTheRunStops() throws Exception {
        CostPurse purse = purse("1");
        reserve(purse, "0.80");
        StopLatch stop = new StopLatch();

        CompletableFuture<Throwable> waiting =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> purse.reserve(usd("0.50"), stop)));
        assertThat(catchThrowable(() -> waiting.get(150, TimeUnit.MILLISECONDS)))
                .isNotNull();
        stop.stop();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isInstanceOf(ModelException.Aborted.class);
    }

    /** Processes that work one after the other and are killed with calls under way; the provider charges what it likes. */
    @Test
    void whateverThreadsAndKillsDoTheProviderNeverChargesMoreThanTheCap() throws Exception {
        BigDecimal cap = usd("10");
        AtomicLong charged = new AtomicLong();
        for (int life = 0; life < 8; life++) {
            CostPurse purse = new CostPurse(cap, log, (spent, held, next) -> cap);
            AtomicBoolean killed = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                Random random = new Random(life * 100L + thread);
                ends.add(threads.submit(() -> work(purse, random, charged, killed)));
            }
            TimeUnit.MILLISECONDS.sleep(life == 7 ? 0 : 15);
            killed.set(life < 7);
            for (Future<?> end : ends) {
                end.get(30, TimeUnit.SECONDS);
            }
            threads.shutdown();
            assertThat(millionths(charged.get())).as("after life %d", life).isLessThanOrEqualTo(cap);
        }
        assertThat(millionths(charged.get())).as("and most of it was used").isGreaterThan(usd("5"));
    }

    /** Like a thread of the run: reserves, is charged, tells the ledger; ends anywhere when the process is killed. */
    private void work(CostPurse purse, Random random, AtomicLong charged, AtomicBoolean killed) {
        try {
            while (!killed.get()) {
                long most = 2_000 + random.nextLong(8_000);
                Reservation reservation = purse.reserve(millionths(most), NEVER_STOPPED);
                long cost = random.nextLong(most + 1);
                switch (random.nextInt(10)) {
                    case 0 -> purse.release(reservation);
                    case 1 -> {
                        charged.addAndGet(most);
                        purse.lose(reservation);
                    }
                    default -> {
                        charged.addAndGet(cost);
                        if (killed.get()) {
                            return;
                        }
                        purse.pay(reservation, millionths(cost));
                        if (killed.get()) {
                            return;
                        }
                        log.record(millionths(cost));
                        purse.recorded(millionths(cost));
                    }
                }
            }
        } catch (CostCapReachedException end) {
            return;
        }
    }

    private CostPurse purse(String cap) {
        return new CostPurse(
                usd(cap), log, (spent, held, next) -> spent.add(held).add(next));
    }

    private static Reservation reserve(CostPurse purse, String most) {
        return purse.reserve(usd(most), NEVER_STOPPED);
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    private static BigDecimal millionths(long amount) {
        return BigDecimal.valueOf(amount, 6);
    }

    /** A database in memory. */
    private static final class RecordingPurseLog implements PurseLog {

        private BigDecimal spent = BigDecimal.ZERO;
        private BigDecimal held = BigDecimal.ZERO;
        private boolean failing;
        private int writes;

        synchronized void record(BigDecimal cost) {
            spent = spent.add(cost);
        }

        @Override
        public synchronized BigDecimal spent() {
            return spent;
        }

        @Override
        public synchronized BigDecimal held() {
            return held;
        }

        @Override
        public synchronized void hold(BigDecimal usd) {
            if (failing) {
                throw new IllegalStateException("no database");
            }
            writes++;
            held = usd;
        }
    }
}
