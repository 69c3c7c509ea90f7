package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.provider.ModelException;
import io.enricher.provider.ProbeReply;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Looks at the provider that a run would ask: which one and why, its key, and whether it answers. */
final class ProviderChecks {

    private static final Duration MOST_SKEW = Duration.ofSeconds(60);

    private final EnricherProperties properties;
    private final BooleanSupplier holdsModelAnswers;
    private final List<DoctorCheck> checks = new ArrayList<>();

    /** @param holdsModelAnswers whether a model gave answers before, so that a run without a key is a mistake */
    ProviderChecks(EnricherProperties properties, BooleanSupplier holdsModelAnswers) {
        this.properties = properties;
        this.holdsModelAnswers = holdsModelAnswers;
    }

    List<DoctorCheck> examine(Doctor.Request request) {
        Optional<ProviderChoice> choice = choose(request);
        choice.ifPresent(this::key);
        choice.ifPresent(chosen -> call(chosen, request.call()));
        return List.copyOf(checks);
    }

    private Optional<ProviderChoice> choose(Doctor.Request request) {
        try {
            Recipe recipe = new RecipeLoader(RunInput.CONFIGURATION).load(RunRequest.DEFAULT_RECIPE);
            ProviderChoice choice = new ProviderSelection(properties, name -> Optional.ofNullable(System.getenv(name)))
                    .choose(request.provider(), request.model(), recipe, holdsModelAnswers);
            String server =
                    choice.settings().shownBaseUrl().map(url -> " at " + url).orElse("");
            checks.add(DoctorCheck.ok(
                    "provider", choice.provider() + " " + choice.model() + server + " (" + choice.reason() + ")"));
            return Optional.of(choice);
        } catch (EnricherException e) {
            checks.add(DoctorCheck.fail("provider", e));
            return Optional.empty();
        }
    }

    private void key(ProviderChoice choice) {
        if (isOffline(choice)) {
            checks.add(DoctorCheck.ok("key", "none is needed offline"));
            return;
        }
        checks.add(DoctorCheck.ok(
                "key",
                choice.settings()
                        .key()
                        .map(key -> choice.reason().replaceFirst(",.*|;.*", "") + ", ends in " + key.lastFour())
                        .orElse("none is set; local servers ask for none")));
    }

    private void call(ProviderChoice choice, Doctor.Call call) {
        if (isOffline(choice)) {
            checks.add(DoctorCheck.ok("call", "no call is made offline"));
        } else if (call == Doctor.Call.SKIP) {
            checks.add(DoctorCheck.ok("call", "not made (call=false)"));
        } else {
            ask(choice);
        }
    }

    private void ask(ProviderChoice choice) {
        try {
            ProbeReply reply = ProbeReply.of(choice.factory(), choice.settings(), System::nanoTime);
            tell(reply, Instant.now());
        } catch (EnricherException e) {
            checks.add(DoctorCheck.fail("call", e));
        } catch (ModelException.Transient e) {
            checks.add(
                    e.kind() == ModelException.Kind.THROTTLED
                            ? DoctorCheck.warn("call", e.getMessage() + "; a run waits as long as the provider asks")
                            : unanswered(e));
        } catch (ModelException e) {
            checks.add(unanswered(e));
        }
    }

    private static DoctorCheck unanswered(ModelException failure) {
        if (!(failure instanceof ModelException.Transient transientFailure)) {
            return DoctorCheck.fail(
                    "call",
                    ExitCode.BAD_CONFIGURATION,
                    failure.getMessage() + ". The provider answers, but not to this: check the model and its settings");
        }
        return DoctorCheck.fail(
                "call",
                ExitCode.PROVIDER_UNAVAILABLE,
                failure.getMessage()
                        + (transientFailure.kind() == ModelException.Kind.SERVER_ERROR
                                ? ". The provider is reached, but has trouble: try again later"
                                : ". Check the address, the network and the proxy, or try again later"));
    }

    private void tell(ProbeReply reply, Instant now) {
        checks.add(DoctorCheck.ok(
                "call",
                "answered in " + Amounts.time(reply.took()) + ", "
                        + Amounts.count(reply.usage().input(), "token", "tokens") + " in, "
                        + Amounts.count(reply.usage().output()) + " out"));
        checks.add(DoctorCheck.ok(
                "limits", limit(reply.requestsPerMinute(), "calls") + ", " + limit(reply.tokensPerMinute(), "tokens")));
        checks.add(reply.serverTime()
                .map(time -> clock(Duration.between(time, now)))
                .orElseGet(() -> DoctorCheck.ok("clock", "not compared, as the provider tells no time")));
    }

    private static String limit(OptionalLong limit, String what) {
        return limit.isPresent()
                ? Amounts.count(limit.getAsLong()) + " " + what + " a minute"
                : "no limit of " + what + " told";
    }

    /** @param ahead how far this machine is before the provider */
    static DoctorCheck clock(Duration ahead) {
        String difference = Amounts.time(ahead.abs());
        return ahead.abs().compareTo(MOST_SKEW) > 0
                ? DoctorCheck.warn(
                        "clock",
                        "this machine is " + difference + (ahead.isNegative() ? " behind" : " ahead of")
                                + " the provider; set its clock, by NTP for example")
                : DoctorCheck.ok("clock", "within a minute of the provider's");
    }

    private static boolean isOffline(ProviderChoice choice) {
        return choice.factory() instanceof OfflineClientFactory;
    }
}
