package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Ledger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The calls of the processes that worked on one run one after the other, each killed but the last.
 *
 * <p>What a kill may cost is exact: a thread commits what a call brought before it makes another call. So for each
 * thread at most one call is cut (its reply never came, or came and was not kept), and at most one chunk is in hand.
 */
public final class Lives {

    private static final String CANARY = "ping";

    private final Ledger ledger;
    private final List<Integer> firstCalls = new ArrayList<>();

    public Lives(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Call it when the process before is dead, and what it had in flight has ended. */
    public void begin() {
        firstCalls.add(ledger.calls().size());
    }

    public int count() {
        return firstCalls.size();
    }

    /**
     * @param threads that made calls
     * @param batch   most items of a chunk
     * @return the cut calls of each kill
     */
    public List<Integer> assertNothingIsAskedTwiceButWhatWasInFlight(int threads, int batch) {
        List<Integer> cutByKill = new ArrayList<>();
        for (int life = 0; life < count(); life++) {
            List<Call> calls = callsOf(life, life + 1);
            assertThat(answersIn(calls)).as("items answered in life %d", life).doesNotHaveDuplicates();
            Set<String> askedLater = asked(callsOf(life + 1, count()));
            List<Call> cut = calls.stream()
                    .filter(call -> call.outcome().equals("client_gone") || wasLost(call, askedLater))
                    .toList();
            Set<String> inHand = asked(calls);
            inHand.retainAll(askedLater);
            assertThat(cut)
                    .as("calls in flight or not kept when life %d ended", life)
                    .hasSizeLessThanOrEqualTo(threads);
            assertThat(inHand).as("items in hand when life %d ended", life).hasSizeLessThanOrEqualTo(threads * batch);
            if (life < count() - 1) {
                cutByKill.add(cut.size());
            }
        }
        return cutByKill;
    }

    /** Valid answers that were written more than once. */
    public long answersPaidTwice() {
        return ledger.timesAnswered().values().stream()
                .mapToLong(times -> times - 1)
                .sum();
    }

    private static boolean wasLost(Call call, Set<String> askedLater) {
        return call.answeredItemTexts().stream().anyMatch(askedLater::contains);
    }

    private static List<String> answersIn(List<Call> calls) {
        return calls.stream().flatMap(call -> call.answeredItemTexts().stream()).toList();
    }

    private static Set<String> asked(List<Call> calls) {
        Set<String> asked = new HashSet<>();
        calls.forEach(call -> asked.addAll(call.itemTexts()));
        return asked;
    }

    private List<Call> callsOf(int from, int to) {
        List<Call> all = ledger.calls();
        int first = from < count() ? firstCalls.get(from) : all.size();
        int end = to < count() ? firstCalls.get(to) : all.size();
        return all.subList(first, end).stream()
                .filter(call -> !call.itemTexts().equals(List.of(CANARY)))
                .toList();
    }
}
