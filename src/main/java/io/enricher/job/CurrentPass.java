package io.enricher.job;

import io.enricher.input.RejectListener;
import io.enricher.input.RejectedRecord;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@link OutputPass} that is being written, if any: check-cache begins one in the hope that every row is in the cache
 * and gives it up at the first that is not; write-output begins one for good. What comes while there is none is let go.
 * For one thread.
 */
final class CurrentPass implements RejectListener {

    private final Supplier<Optional<OutputPass>> start;
    private @Nullable OutputPass pass;

    private CurrentPass(Supplier<Optional<OutputPass>> start) {
        this.start = start;
    }

    /** @param start begins writing the output */
    static CurrentPass of(Supplier<OutputPass> start) {
        return new CurrentPass(() -> Optional.of(start.get()));
    }

    /** Never writes anything. */
    static CurrentPass none() {
        return new CurrentPass(Optional::empty);
    }

    void begin() {
        pass = start.get().orElse(null);
    }

    void write(RowResolver.Resolved resolved) {
        if (pass != null) {
            pass.write(resolved.row(), resolved.message());
        }
    }

    @Override
    public void rejected(RejectedRecord rejected) {
        if (pass != null) {
            pass.reject(rejected);
        }
    }

    void saveFailures() {
        if (pass != null) {
            pass.saveFailures();
        }
    }

    /** Removes what was written; nothing happens if it is finished or was never begun. */
    void giveUp() {
        if (pass != null) {
            pass.close();
            pass = null;
        }
    }

    /** Seals the output, if there is one. */
    Optional<PassResult> finish(String keyDigest) {
        if (pass == null) {
            return Optional.empty();
        }
        PassResult result = pass.seal(keyDigest);
        pass = null;
        return Optional.of(result);
    }
}
