package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import io.enricher.spans.SpanProgress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** How far a run is, for whoever watches it. Safe for use by many threads. */
public final class RunProgress implements SpanProgress {

    private String phase = "starting";
    private String unit = "rows";
    private final LongAdder phaseDone = new LongAdder();
    private final AtomicLong phaseTotal = new AtomicLong();
    private long rows;
    private long cached;
    private IntSupplier inFlight = () -> 0;
    private final AtomicLong toAsk = new AtomicLong();
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);
    private volatile Consumer<ModelCall> onCall = call -> {};

    /**
     * A moment of a run.
     *
     * @param phase      what it does, such as {@code asking}
     * @param unit       what this phase counts: rows or symbols
     * @param phaseDone  how many of them are done
     * @param phaseTotal how many there are, 0 if nobody knows
     * @param rows       rows of the input, 0 until they are known
     * @param cached     of these, answered before this run
     * @param toAsk      rows to ask in this execution, 0 until they are known
     * @param done       of these, rows with an outcome
     * @param failed     of these, rows without an answer
     * @param inFlight   calls that were sent and have not ended
     * @param costUsd    spent in this execution, empty if unknown
     */
    public record Snapshot(
            String phase,
            String unit,
            long phaseDone,
            long phaseTotal,
            long rows,
            long cached,
            long toAsk,
            long done,
            long failed,
            long calls,
            int inFlight,
            Optional<BigDecimal> costUsd) {}

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                phase,
                unit,
                phaseDone.sum(),
                phaseTotal.get(),
                rows,
                cached,
                toAsk.get(),
                done.sum(),
                failed.sum(),
                calls.sum(),
                inFlight.getAsInt(),
                cost);
    }

    /** A part of the work on rows begins. */
    public void enter(String name) {
        begin(name, "rows");
    }

    @Override
    public void beginSymbols(String name) {
        begin(name, "symbols");
    }

    private synchronized void begin(String name, String counted) {
        phaseDone.reset();
        phaseTotal.set(0);
        phase = name;
        unit = counted;
    }

    void rowRead() {
        phaseDone.increment();
    }

    @Override
    public void done(long count, long total) {
        phaseDone.add(count);
        phaseTotal.set(total);
    }

    /**
     * The plan is made.
     *
     * @param ofInput  all rows
     * @param answered of these, in the cache
     */
    synchronized void planned(long ofInput, long answered, long rowsToAsk) {
        rows = ofInput;
        cached = answered;
        toAsk.set(rowsToAsk);
    }

    /** @param calls tells how many are in flight */
    synchronized void watchCalls(IntSupplier calls) {
        inFlight = calls;
    }

    void recorded(List<Outcome> outcomes, Optional<ModelCall> call) {
        done.add(outcomes.size());
        failed.add(outcomes.stream().filter(Outcome.Failed.class::isInstance).count());
        call.ifPresent(this::called);
    }

    /** Tells of each call when it has ended. */
    void onCall(Consumer<ModelCall> listener) {
        onCall = listener;
    }

    void called(ModelCall call) {
        onCall.accept(call);
        calls.increment();
        spent(call);
    }

    private synchronized void spent(ModelCall call) {
        cost = cost.flatMap(known -> call.costUsd().map(known::add));
    }
}
