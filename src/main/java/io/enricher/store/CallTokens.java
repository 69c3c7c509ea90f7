package io.enricher.store;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A series of names for calls that no other series has: by them a commit that is tried again finds what the first attempt
 * did commit after all. One after the other in their index, so that a commit of many calls writes one page of it and not one
 * for each. Safe for many threads.
 */
final class CallTokens {

    private final long series = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong number = new AtomicLong();

    UUID next() {
        return new UUID(series, number.getAndIncrement());
    }
}
