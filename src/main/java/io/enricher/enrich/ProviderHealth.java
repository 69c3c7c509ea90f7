package io.enricher.enrich;

import io.enricher.domain.ModelCall;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelRequest;

/**
 * Tells a provider that is down from a prompt that it cannot cope with. Shared by all threads of a run.
 *
 * <p>When failures give no clear sign, it asks one tiny question that has nothing to do with any row: a reply of any
 * kind shows that the provider is alive and the prompt was to blame.
 */
public final class ProviderHealth {

    /** One failing prompt may be poison; a second in a row, with no success between, asks for a check. */
    private static final int SUSPICIOUS_IN_A_ROW = 2;

    private static final ModelRequest CANARY = new ModelRequest(
            "Answer with the id of each item.",
            "{\"items\":[{\"id\":\"ping\",\"text\":\"ping\"}]}",
            "{\"type\":\"object\",\"properties\":{\"results\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
                    + "\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"],"
                    + "\"additionalProperties\":false}}},\"required\":[\"results\"],\"additionalProperties\":false}",
            1,
            40,
            1024);

    private final Object asking = new Object();
    private final ModelClient client;
    private final CanaryLog log;
    private long successes;
    private int failuresInARow;

    public ProviderHealth(ModelClient client, CanaryLog log) {
        this.client = client;
        this.log = log;
    }

    /** Keeps the call of an answered canary in the ledger: it was paid for. */
    @FunctionalInterface
    public interface CanaryLog {
        void answered(ModelCall call);
    }

    synchronized void callSucceeded() {
        successes++;
        failuresInARow = 0;
    }

    /** Number of successes so far, to be compared with later ones. */
    synchronized long successes() {
        return successes;
    }

    /** A prompt failed for good with an error that another prompt might not meet. */
    synchronized void promptFailed() {
        failuresInARow++;
    }

    synchronized boolean isSuspicious() {
        return failuresInARow >= SUSPICIOUS_IN_A_ROW;
    }

    /**
     * Whether the provider answers at all: a success since {@code successesBefore} proves it, else the canary does.
     * One thread asks, the others wait for what it learns.
     */
    boolean isAlive(long successesBefore) {
        synchronized (asking) {
            if (successes() > successesBefore) {
                return true;
            }
            try {
                client.ask(CANARY).call().ifPresent(log::answered);
                callSucceeded();
                return true;
            } catch (ModelException.Transient e) {
                return false;
            } catch (ModelException.Rejected | ModelException.TooLong | ModelException.Blocked e) {
                callSucceeded();
                return true;
            }
        }
    }
}
