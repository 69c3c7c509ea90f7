package io.enricher;

import java.util.List;
import java.util.Random;

/**
 * Where a process is to be killed.
 *
 * @param event of the simulator
 * @param count the how-manieth since the process started, from 1
 */
public record KillPlace(Event event, int count) {

    public enum Event {
        /** A request has arrived and nothing was made of it yet. */
        ARRIVAL,
        /** A reply has been written in full; the process may or may not have read it. */
        REPLY
    }

    /** Places for one process after the other. */
    public static List<KillPlace> drawn(long seed, int places, int furthest) {
        Random random = new Random(seed);
        return random.ints(places, 1, furthest + 1)
                .mapToObj(count -> new KillPlace(random.nextBoolean() ? Event.ARRIVAL : Event.REPLY, count))
                .toList();
    }
}
