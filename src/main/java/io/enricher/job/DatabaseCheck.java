package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.store.AnswerStore;
import io.enricher.store.OpenedDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Looks at the database of a run. */
final class DatabaseCheck {

    private static final String NAME = "database";

    private final Path state;
    private boolean holdsModelAnswers;

    /** @param state whose lock tells of a run that is at work */
    DatabaseCheck(Path state) {
        this.state = state;
    }

    DoctorCheck examine(RunSettings settings) {
        String url = settings.text("spring.datasource.url").orElse("");
        String shown = OpenedDatabase.shownUrl(url);
        try {
            return OpenedDatabase.open(
                            url,
                            settings.text("spring.datasource.username"),
                            settings.text("spring.datasource.password"))
                    .map(opened -> look(opened, shown))
                    .orElseGet(() -> DoctorCheck.ok(NAME, shown + " is not there yet; the first run makes it"));
        } catch (EnricherException e) {
            return inUse(e, shown).orElseGet(() -> DoctorCheck.fail(NAME, e));
        } catch (DataAccessException e) {
            return inUse(e, shown).orElseGet(() -> unusable(e, shown));
        }
    }

    /** Whether this recipe was answered by a model before; no if that could not be found out. */
    boolean holdsModelAnswers() {
        return holdsModelAnswers;
    }

    private DoctorCheck look(OpenedDatabase opened, String shown) {
        try (opened) {
            Optional<String> version = opened.schemaVersion();
            if (version.isEmpty()) {
                return DoctorCheck.ok(NAME, shown + " is empty; the first run makes its tables");
            }
            AnswerStore answers = opened.answers();
            holdsModelAnswers = answers.holdsModelAnswers(RunRequest.DEFAULT_RECIPE, OfflineClientFactory.MODEL);
            String schema = version.get().equals(OpenedDatabase.currentSchemaVersion())
                    ? ", schema " + version.get()
                    : ", schema " + version.get() + " (this program's is " + OpenedDatabase.currentSchemaVersion()
                            + "; a run brings an older one up to date)";
            return DoctorCheck.ok(
                    NAME,
                    shown + schema + ", " + Amounts.count(answers.entries(), "answer", "answers") + " in "
                            + Amounts.count(answers.bytes(), "byte", "bytes"));
        }
    }

    /** No fault: a run takes its time. */
    private Optional<DoctorCheck> inUse(RuntimeException failure, String shown) {
        return Faults.isDatabaseInUse(failure)
                ? Optional.of(DoctorCheck.warn(
                        NAME, shown + " is open in another program: " + RunLock.holderOf(state.resolve("run.lock"))))
                : Optional.empty();
    }

    private static DoctorCheck unusable(DataAccessException failure, String shown) {
        return DoctorCheck.fail(
                NAME,
                ExitCode.BAD_CONFIGURATION,
                shown + " cannot be read: " + RootCause.of(failure).getMessage()
                        + ". Check spring.datasource.url, .username and .password");
    }
}
