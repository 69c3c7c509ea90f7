package io.enricher.cli;

import io.enricher.domain.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Handles SIGINT and SIGTERM: the first asks the run to stop, the second ends the process at once.
 *
 * <p>Not a shutdown hook: hooks run side by side with those of the libraries, know nothing of the signal, and cannot let
 * the main thread set the exit code. {@code sun.misc.Signal} is reached by reflection, because naming it is a compiler
 * warning that cannot be suppressed.
 */
final class Signals {

    private static final Map<String, ExitCode> EXIT_CODES =
            Map.of("INT", ExitCode.INTERRUPTED, "TERM", ExitCode.TERMINATED);

    private final Consumer<ExitCode> firstSignal;
    private final Runnable lastWords;
    private final AtomicBoolean seen = new AtomicBoolean();

    private Signals(Consumer<ExitCode> firstSignal, Runnable lastWords) {
        this.firstSignal = firstSignal;
        this.lastWords = lastWords;
    }

    /** @param lastWords run at the second signal, before the process ends; must not take long */
    static void handle(Consumer<ExitCode> firstSignal, Runnable lastWords) {
        Signals signals = new Signals(firstSignal, lastWords);
        EXIT_CODES.forEach(signals::install);
    }

    private void install(String name, ExitCode exitCode) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            received(exitCode);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            // Ignored from the start, as under nohup: then it stays ignored.
            return;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java platform has no jdk.unsupported module", e);
        }
    }

    private void received(ExitCode exitCode) {
        if (seen.compareAndSet(false, true)) {
            firstSignal.accept(exitCode);
            return;
        }
        try {
            lastWords.run();
        } finally {
            Runtime.getRuntime().halt(exitCode.code());
        }
    }
}
