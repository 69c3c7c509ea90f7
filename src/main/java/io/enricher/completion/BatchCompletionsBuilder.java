package io.enricher.completion;

import io.enricher.provider.ModelClientFactory;
import io.enricher.provider.ModelClients;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelSettings;
import io.enricher.provider.NanoClock;
import io.enricher.provider.PriceList;
import io.enricher.provider.RateLimits;
import io.enricher.provider.RetrySettings;
import io.enricher.provider.Secret;
import io.enricher.provider.gemini.GeminiClientFactory;
import io.enricher.provider.openai.OpenAiClientFactory;
import io.enricher.recipe.TokenEstimator;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of {@link BatchCompletions}; what is not set has the default of the enrich job. For one thread. */
public final class BatchCompletionsBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(BatchCompletions.class);

    private final ModelClientFactory factory;
    private final String model;
    private final List<String> keyVariables;
    private Optional<Secret> key = Optional.empty();
    private Optional<URI> baseUrl = Optional.empty();
    private Optional<String> replySchema = Optional.empty();
    private ModelParameters parameters = ModelParameters.NONE;
    private int maxOutputTokens = 1024;
    private int concurrency = 16;
    private Duration timeout = Duration.ofSeconds(60);
    private RetrySettings retry = new RetrySettings(5, Duration.ofMinutes(10), Duration.ofMinutes(5));
    private RateLimits limits = RateLimits.NONE;

    private BatchCompletionsBuilder(ModelClientFactory factory, String model, List<String> keyVariables) {
        this.factory = factory;
        this.model = model;
        this.keyVariables = keyVariables;
    }

    static BatchCompletionsBuilder openAi(String model) {
        return new BatchCompletionsBuilder(new OpenAiClientFactory(), model, List.of("OPENAI_API_KEY"));
    }

    static BatchCompletionsBuilder gemini(String model) {
        return new BatchCompletionsBuilder(
                new GeminiClientFactory(), model, List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"));
    }

    /** The key; without it, that of the environment ({@code OPENAI_API_KEY}; {@code GEMINI_API_KEY}, GOOGLE_API_KEY). */
    public BatchCompletionsBuilder key(String secret) {
        key = Optional.of(new Secret(secret));
        return this;
    }

    /** Another server than the official one, such as {@code http://localhost:11434/v1}. */
    public BatchCompletionsBuilder baseUrl(URI url) {
        baseUrl = Optional.of(url);
        return this;
    }

    /** 0 to 2; not sent unless set, because some models refuse it. */
    public BatchCompletionsBuilder temperature(double temperature) {
        return parameters(new ModelParameters(
                Optional.of(temperature),
                parameters.seed(),
                parameters.reasoningEffort(),
                parameters.thinkingLevel(),
                parameters.thinkingBudget(),
                parameters.maxTokensParameter()));
    }

    /** All parameters of the model at once. */
    public BatchCompletionsBuilder parameters(ModelParameters all) {
        parameters = all;
        return this;
    }

    /** Most tokens of a reply, reasoning included; 1,024 by default. */
    public BatchCompletionsBuilder maxOutputTokens(int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be at least 1, not " + tokens);
        }
        maxOutputTokens = tokens;
        return this;
    }

    /** A JSON Schema that every reply follows; replies are words without one. */
    public BatchCompletionsBuilder replySchema(String schema) {
        replySchema = Optional.of(schema);
        return this;
    }

    /** Most calls in flight, which is also the number of workers; 16 by default. */
    public BatchCompletionsBuilder concurrency(int calls) {
        concurrency = calls;
        return this;
    }

    /** Longest duration of one call; 60 s by default. */
    public BatchCompletionsBuilder timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /**
     * How long to try.
     *
     * @param attempts most attempts of one conversation, throttled ones not counted; 5 by default
     * @param longest  wait of one conversation for a provider that throttles; 10 min by default
     */
    public BatchCompletionsBuilder retry(int attempts, Duration longest) {
        retry = new RetrySettings(attempts, longest, retry.outageLimit());
        return this;
    }

    /** How long a provider may stay away before all conversations fail; 5 min by default. */
    public BatchCompletionsBuilder outageLimit(Duration longest) {
        retry = new RetrySettings(retry.maxAttempts(), retry.maxWait(), longest);
        return this;
    }

    /** Most calls per minute; by default what the provider tells or lets pass. */
    public BatchCompletionsBuilder requestsPerMinute(long calls) {
        limits = new RateLimits(OptionalLong.of(calls), limits.tokensPerMinute(), limits.burst());
        return this;
    }

    /** Most tokens per minute, of conversations and replies together; by default what the provider tells or lets pass. */
    public BatchCompletionsBuilder tokensPerMinute(long tokens) {
        limits = new RateLimits(limits.requestsPerMinute(), OptionalLong.of(tokens), limits.burst());
        return this;
    }

    /**
     * Ready to ask. Neither the SDK is loaded nor a connection made before the first call.
     *
     * @throws io.enricher.domain.InvalidConfigurationException if a setting is out of its range
     */
    public BatchCompletions open() {
        ModelSettings settings =
                new ModelSettings(model, baseUrl, key.or(this::keyOfEnvironment), timeout, concurrency, parameters);
        return new BatchCompletions(
                ModelClients.assemble(
                        factory,
                        settings,
                        retry,
                        limits,
                        PriceList.load(Optional.empty(), LocalDate.now(ZoneId.systemDefault())),
                        call -> LOG.debug("Attempt {} ended {}", call.attempt(), call.status()),
                        NanoClock.system(),
                        InstantSource.system()),
                new CompletionRequests(TokenEstimator.forModel(model), replySchema, maxOutputTokens),
                concurrency);
    }

    private Optional<Secret> keyOfEnvironment() {
        return keyVariables.stream()
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(Secret::new);
    }
}
