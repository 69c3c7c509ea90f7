package io.enricher;

import io.enricher.KillPlace.Event;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.ProviderSimulator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Kills a process with SIGKILL at an event of the simulator, on the thread of that event. */
public final class KillSwitch {

    private final AtomicReference<Optional<Armed>> armed = new AtomicReference<>(Optional.empty());

    private record Armed(EnricherProcess process, Event event, AtomicInteger left) {}

    private KillSwitch() {}

    public static KillSwitch on(ProviderSimulator simulator) {
        KillSwitch killSwitch = new KillSwitch();
        simulator.onArrival(number -> killSwitch.happened(Event.ARRIVAL));
        simulator.onReply(number -> killSwitch.happened(Event.REPLY));
        return killSwitch;
    }

    public void arm(EnricherProcess process, KillPlace place) {
        armed.set(Optional.of(new Armed(process, place.event(), new AtomicInteger(place.count()))));
    }

    public void disarm() {
        armed.set(Optional.empty());
    }

    private void happened(Event event) {
        armed.get().filter(kill -> kill.event() == event).ifPresent(kill -> {
            if (kill.left().decrementAndGet() == 0) {
                kill.process().kill9();
            }
        });
    }
}
