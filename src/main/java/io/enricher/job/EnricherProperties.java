package io.enricher.job;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.MaxTokensParameter;
import io.enricher.provider.ServiceTier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings tree {@code enricher.*}; defaults stand in the jar's {@code application.yml}, meanings in
 * {@code config/application.yml}.
 *
 * @param provider         {@code auto}, {@code openai}, {@code gemini} or {@code offline}
 * @param model            model to ask; none: a current low-price one of the provider
 * @param batchSize        {@code auto}, or items per prompt
 * @param stateDir         where the database and the locks are
 * @param concurrency      most calls in flight
 * @param timeout          of one call; none: a minute, or with {@code flex} a quarter of an hour
 * @param serviceTier      {@code flex} for the provider's cheaper tier; none: its standard
 * @param maxAttempts      of one prompt
 * @param maxWait          longest wait that a provider may ask for
 * @param outageLimit      how long a provider may stay away
 * @param failureLimit     {@code 10%} or {@code 200}: failed rows above which a run fails
 * @param maxCost          US dollars a run may cost, or {@code none}
 * @param pricing          {@code 0} for a server that costs nothing, or a price file
 * @param lockWait         how long to wait for another run to end
 * @param shutdownGrace    how long calls in flight may go on after a signal
 * @param historyRetention how long finished runs are remembered
 * @param failedCooldown   how long rows that failed are not asked again by later runs
 * @param report           the page of a run
 * @param metrics          where the numbers of a run go for those who watch it
 */
@ConfigurationProperties(prefix = "enricher", ignoreUnknownFields = false)
public record EnricherProperties(
        String provider,
        @Nullable String model,
        String batchSize,
        OpenAi openai,
        @DefaultValue Gemini gemini,
        Path stateDir,
        int concurrency,
        @Nullable Duration timeout,
        @Nullable String serviceTier,
        int maxAttempts,
        Duration maxWait,
        Duration outageLimit,
        Limits limits,
        String failureLimit,
        String maxCost,
        @Nullable String pricing,
        Duration lockWait,
        Duration shutdownGrace,
        Cache cache,
        Duration historyRetention,
        Duration failedCooldown,
        Report report,
        @DefaultValue Metrics metrics) {

    private static final int MOST_CONCURRENT_CALLS = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** What OpenAI recommends for flex processing (flex guide, 2026-11). */
    private static final Duration FLEX_TIMEOUT = Duration.ofMinutes(15);

    public EnricherProperties {
        require(
                concurrency >= 1 && concurrency <= MOST_CONCURRENT_CALLS,
                "enricher.concurrency",
                "1 to 1000",
                concurrency);
        require(BatchSize.parse(batchSize).isPresent(), "enricher.batch-size", BatchSize.ALLOWED, batchSize);
        ServiceTier tier = ServiceTier.of(Objects.requireNonNullElse(serviceTier, ""));
        timeout = timeout != null ? timeout : tier == ServiceTier.FLEX ? FLEX_TIMEOUT : TIMEOUT;
        require(!timeout.isNegative() && !timeout.isZero(), "enricher.timeout", "longer than 0, such as 60s", timeout);
        require(!lockWait.isNegative(), "enricher.lock-wait", "0s or longer", lockWait);
        require(!shutdownGrace.isNegative(), "enricher.shutdown-grace", "0s or longer", shutdownGrace);
        require(!outageLimit.isNegative(), "enricher.outage-limit", "0s or longer", outageLimit);
        require(!historyRetention.isNegative(), "enricher.history-retention", "0d or longer", historyRetention);
        require(!failedCooldown.isNegative(), "enricher.failed-cooldown", "0s or longer", failedCooldown);
    }

    @Override
    public Duration timeout() {
        return Objects.requireNonNull(timeout);
    }

    ServiceTier tier() {
        return ServiceTier.of(Objects.requireNonNullElse(serviceTier, ""));
    }

    /** How long to remember which rows failed. */
    Duration failuresKept() {
        return historyRetention.compareTo(failedCooldown) > 0 ? historyRetention : failedCooldown;
    }

    /**
     * @param maxTokensParameter {@code max_completion_tokens}, or {@code max_tokens} for older servers
     */
    public record OpenAi(
            @Nullable String baseUrl,
            @Nullable Path apiKeyFile,
            @Nullable Double temperature,
            @Nullable Long seed,
            @Nullable String reasoningEffort,
            MaxTokensParameter maxTokensParameter) {}

    public record Gemini(
            @Nullable String baseUrl,
            @Nullable Path apiKeyFile,
            @Nullable Double temperature,
            @Nullable Long seed,
            @Nullable String thinkingLevel,
            @Nullable Integer thinkingBudget) {}

    /**
     * What is not set is learned.
     *
     * @param requestsPerMinute calls
     * @param tokensPerMinute   tokens of prompts and replies
     * @param burst             share of a minute's quota that may be sent at once, above 0 and up to 1
     */
    public record Limits(@Nullable Long requestsPerMinute, @Nullable Long tokensPerMinute, double burst) {

        OptionalLong requests() {
            return requestsPerMinute == null ? OptionalLong.empty() : OptionalLong.of(requestsPerMinute);
        }

        OptionalLong tokens() {
            return tokensPerMinute == null ? OptionalLong.empty() : OptionalLong.of(tokensPerMinute);
        }
    }

    /** @param heapEntries answers kept in memory in front of the database */
    public record Cache(int heapEntries) {

        public Cache {
            require(heapEntries >= 0, "enricher.cache.heap-entries", "0 or more", heapEntries);
        }
    }

    /** @param embedRows most rows that the page of a run holds */
    public record Report(int embedRows) {

        private static final int MOST_ROWS = 100_000;

        public Report {
            require(embedRows >= 0 && embedRows <= MOST_ROWS, "enricher.report.embed-rows", "0 to 100000", embedRows);
        }
    }

    /**
     * @param textfile written for Prometheus when a run has ended; none, or empty: nothing is measured. No String: of a
     *                 record of one text Spring would make an empty section of a file, whatever else is set
     */
    public record Metrics(@Nullable CharSequence textfile) {

        Optional<Path> target() {
            try {
                return Optional.ofNullable(textfile)
                        .map(CharSequence::toString)
                        .filter(path -> !path.isBlank())
                        .map(Path::of);
            } catch (InvalidPathException e) {
                throw new InvalidConfigurationException("enricher.metrics.textfile is not a path: " + e.getReason(), e);
            }
        }
    }

    Optional<String> namedModel() {
        return Optional.ofNullable(model).filter(name -> !name.isBlank());
    }

    BatchSize promptSize() {
        return BatchSize.parse(batchSize).orElseThrow();
    }

    private static void require(boolean holds, String property, String allowed, @Nullable Object value) {
        if (!holds) {
            throw new InvalidConfigurationException(property + " must be " + allowed + ", but is " + value
                    + ". Set it in config/application.yml or with --" + property + "=…");
        }
    }
}
