package io.enricher.job;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.domain.NearestName;
import io.enricher.provider.ModelException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.yaml.snakeyaml.error.YAMLException;

/** What a failure means to the user. */
public final class Faults {

    /** H2: the database is open in another process. */
    private static final int H2_IN_USE = 90020;

    private static final Set<Class<?>> FRACTIONS = Set.of(double.class, Double.class, BigDecimal.class);

    private Faults() {}

    /** The exception of ours that a failure is about, if it is about one. */
    public static Optional<EnricherException> explained(Throwable failure) {
        return RootCause.chain(failure).stream()
                .filter(EnricherException.class::isInstance)
                .map(EnricherException.class::cast)
                .findFirst();
    }

    public static boolean isDatabaseInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_IN_USE) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with the settings, if that is what a failure to start is about. */
    public static Optional<String> configurationProblem(Throwable failure) {
        return unknownSettings(failure).or(() -> otherConfigurationProblem(failure));
    }

    /** Looked for first: the exceptions around it say nothing of use. */
    private static Optional<String> unknownSettings(Throwable failure) {
        for (Throwable cause : RootCause.chain(failure)) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return Optional.of("unknown setting "
                        + unbound.getUnboundProperties().stream()
                                .map(property -> property.getName()
                                        + originOf(property)
                                        + "."
                                        + NearestName.question(
                                                property.getName().toString(), SettingNames.ALL))
                                .collect(Collectors.joining(" "))
                        + " All settings are in config/application.yml");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> otherConfigurationProblem(Throwable failure) {
        for (Throwable cause : RootCause.chain(failure)) {
            if (cause instanceof BindException bind && explained(failure).isEmpty()) {
                return Optional.of("the setting " + bind.getName() + " cannot be "
                        + Optional.ofNullable(bind.getProperty())
                                .map(property -> "\"" + property.getValue() + "\"" + originOf(property))
                                .orElse("read")
                        + ": " + whatIsWrong(bind));
            }
            if (cause instanceof YAMLException) {
                return Optional.of("a configuration file is not YAML: " + cause.getMessage());
            }
            if (cause instanceof SQLException sql && isConnectionRefused(sql)) {
                return Optional.of("the database of spring.datasource.url cannot be opened: " + sql.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String whatIsWrong(BindException bind) {
        Throwable cause = RootCause.of(bind);
        if (!(cause instanceof NumberFormatException)) {
            return String.valueOf(cause.getMessage());
        }
        Class<?> type = bind.getTarget().getType().resolve(Object.class);
        return FRACTIONS.contains(type) ? "it must be a number, such as 0.5" : "it must be a whole number";
    }

    private static String originOf(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (set " + SettingOrigin.words(property.getOrigin()) + ")";
    }

    /** SQL states of the standard: connection, authorization, no such database. */
    private static boolean isConnectionRefused(SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return sql.getErrorCode() != H2_IN_USE
                && (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D"));
    }

    /**
     * Whether the end of the run explains a failure: ours, a row that failed, work given up at a stop. Or whether it
     * only says that the run was interrupted, or that a thread of the enrich step failed, which is logged by itself.
     */
    public static boolean isToldInTheSummary(Throwable failure) {
        Throwable root = RootCause.of(failure);
        return explained(failure).isPresent()
                || root instanceof RowFailedException
                || isAborted(failure)
                || root instanceof CancellationException
                || root instanceof JobExecutionException;
    }

    /** Whether a call was given up because the run stops; what the SDK said of it is its cause. */
    static boolean isAborted(Throwable failure) {
        return RootCause.chain(failure).stream().anyMatch(ModelException.Aborted.class::isInstance);
    }

    static ExitCode exitCodeOf(Throwable failure) {
        return explained(failure).map(EnricherException::exitCode).orElse(ExitCode.FAILED);
    }

    static String messageOf(Throwable failure) {
        return explained(failure).map(Throwable::getMessage).orElseGet(() -> {
            Throwable root = RootCause.of(failure);
            return root.getClass().getSimpleName() + ": " + root.getMessage();
        });
    }
}
