package io.enricher.job;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.MaxTokensParameter;
import io.enricher.provider.ModelClientFactory;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelSettings;
import io.enricher.provider.Secret;
import io.enricher.provider.ServiceTier;
import io.enricher.provider.gemini.GeminiClientFactory;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.provider.openai.OpenAiClientFactory;
import io.enricher.provider.openai.OpenAiModels;
import io.enricher.recipe.Recipe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which provider and model a run asks. Keys come from the environment or a key file, from nowhere else.
 */
final class ProviderSelection {

    /** Current low-price models (providers' price pages as read in 2026-09 and 2026-05, see pricing.yml). */
    private static final String OPENAI_MODEL = "gpt-6-luna";

    private static final String GEMINI_MODEL = "gemini-3.1-flash-lite";

    private static final String OFFLINE = "offline";

    private final EnricherProperties properties;
    private final Function<String, Optional<String>> environment;

    /** @param environment the process's environment variables; a blank one counts as unset */
    ProviderSelection(EnricherProperties properties, Function<String, Optional<String>> environment) {
        this.properties = properties;
        this.environment = name -> environment.apply(name).filter(value -> !value.isBlank());
    }

    /**
     * @param holdsModelAnswers whether the store holds an answer of this recipe that a model gave
     * @throws InvalidConfigurationException if nothing tells which provider to ask
     */
    ProviderChoice choose(RunRequest request, Recipe recipe, BooleanSupplier holdsModelAnswers) {
        return choose(request.provider(), request.model(), recipe, holdsModelAnswers);
    }

    /**
     * @param askedProvider over the setting
     * @param askedModel    over the setting
     */
    ProviderChoice choose(
            Optional<String> askedProvider,
            Optional<String> askedModel,
            Recipe recipe,
            BooleanSupplier holdsModelAnswers) {
        String named = askedProvider.orElse(properties.provider());
        Optional<String> model = askedModel.or(properties::namedModel);
        return switch (named) {
            case "openai" -> openAi(model, recipe, "");
            case "gemini" -> gemini(model, recipe);
            case OFFLINE -> offline(model, "asked for");
            case "auto" -> automatic(model, recipe, holdsModelAnswers);
            default ->
                throw new InvalidConfigurationException(
                        "there is no provider \"" + named + "\"; use auto, openai, gemini or offline");
        };
    }

    private ProviderChoice automatic(Optional<String> model, Recipe recipe, BooleanSupplier holdsModelAnswers) {
        if (openAiKey().isPresent() || openAiBaseUrl().isPresent()) {
            String otherKey =
                    geminiKey().isPresent() ? "; a Gemini key is set, too: use provider=gemini to ask Gemini" : "";
            return openAi(model, recipe, otherKey);
        }
        if (geminiKey().isPresent()) {
            return gemini(model, recipe);
        }
        if (model.isEmpty() && geminiBaseUrl().isEmpty() && !holdsModelAnswers.getAsBoolean()) {
            return offline(Optional.empty(), "no key, model or base-url is set");
        }
        throw new InvalidConfigurationException("no key found, but " + signOfAModel(model)
                + ". Set OPENAI_API_KEY or GEMINI_API_KEY. cron does not read your shell profile: name a file with the"
                + " key by enricher.openai.api-key-file or enricher.gemini.api-key-file. To go on without a model, say"
                + " provider=offline");
    }

    private String signOfAModel(Optional<String> model) {
        if (model.isPresent()) {
            return "the model " + model.get() + " is named";
        }
        return geminiBaseUrl().isPresent()
                ? "a base-url for Gemini is set"
                : "this recipe was answered by a model before";
    }

    /** @param remark added to the reason for this choice */
    private ProviderChoice openAi(Optional<String> model, Recipe recipe, String remark) {
        Optional<NamedKey> key = openAiKey();
        if (key.isEmpty() && openAiBaseUrl().isEmpty()) {
            throw noKey("openai", "OPENAI_API_KEY", "enricher.openai.api-key-file");
        }
        String openAiModel = model.orElseGet(() -> preferred(recipe, "openai", OPENAI_MODEL));
        EnricherProperties.OpenAi own = properties.openai();
        ModelParameters parameters = new ModelParameters(
                Optional.ofNullable(own.temperature())
                        .or(() -> OpenAiModels.takesTemperature(openAiModel, Optional.ofNullable(own.reasoningEffort()))
                                ? recipe.parameters().temperature()
                                : Optional.empty()),
                Optional.ofNullable(own.seed()),
                Optional.ofNullable(own.reasoningEffort()),
                Optional.empty(),
                Optional.empty(),
                own.maxTokensParameter());
        String reason = key.map(NamedKey::source).orElse("no key")
                + openAiBaseUrl().map(url -> ", base-url set").orElse("")
                + remark;
        return choice(new OpenAiClientFactory(), openAiModel, openAiBaseUrl(), key, parameters, reason);
    }

    private ProviderChoice gemini(Optional<String> model, Recipe recipe) {
        Optional<NamedKey> key = geminiKey();
        if (key.isEmpty()) {
            throw noKey("gemini", "GEMINI_API_KEY", "enricher.gemini.api-key-file");
        }
        String geminiModel = model.orElseGet(() -> preferred(recipe, "gemini", GEMINI_MODEL));
        EnricherProperties.Gemini own = properties.gemini();
        ModelParameters parameters = new ModelParameters(
                Optional.ofNullable(own.temperature()).or(recipe.parameters()::temperature),
                Optional.ofNullable(own.seed()),
                Optional.empty(),
                Optional.ofNullable(own.thinkingLevel()),
                Optional.ofNullable(own.thinkingBudget()),
                MaxTokensParameter.MAX_COMPLETION_TOKENS);
        return choice(
                new GeminiClientFactory(),
                geminiModel,
                geminiBaseUrl(),
                key,
                parameters,
                key.map(NamedKey::source).orElse("no key"));
    }

    private static String preferred(Recipe recipe, String provider, String otherwise) {
        return recipe.parameters().models().getOrDefault(provider, otherwise);
    }

    private ProviderChoice offline(Optional<String> model, String reason) {
        model.filter(name -> !name.equals(OfflineClientFactory.MODEL)).ifPresent(name -> {
            throw new InvalidConfigurationException(
                    "the offline provider has one model, " + OfflineClientFactory.MODEL + ", not " + name);
        });
        return choice(
                new OfflineClientFactory(),
                OfflineClientFactory.MODEL,
                Optional.empty(),
                Optional.empty(),
                ModelParameters.NONE,
                reason);
    }

    private ProviderChoice choice(
            ModelClientFactory factory,
            String model,
            Optional<URI> baseUrl,
            Optional<NamedKey> key,
            ModelParameters parameters,
            String reason) {
        ServiceTier tier = properties.tier();
        ModelSettings settings = new ModelSettings(
                model,
                baseUrl,
                key.map(NamedKey::secret),
                properties.timeout(),
                properties.concurrency(),
                parameters,
                tier);
        boolean flex = tier == ServiceTier.FLEX && !(factory instanceof OfflineClientFactory);
        return new ProviderChoice(factory, settings, flex ? reason + ", service tier flex" : reason);
    }

    private Optional<NamedKey> openAiKey() {
        return keyFile(properties.openai().apiKeyFile(), "enricher.openai.api-key-file")
                .or(() -> variable("OPENAI_API_KEY"));
    }

    private Optional<NamedKey> geminiKey() {
        return keyFile(properties.gemini().apiKeyFile(), "enricher.gemini.api-key-file")
                .or(() -> variable("GEMINI_API_KEY"))
                .or(() -> variable("GOOGLE_API_KEY"));
    }

    private Optional<URI> openAiBaseUrl() {
        return address(properties.openai().baseUrl(), "enricher.openai.base-url")
                .or(() -> address("OPENAI_BASE_URL"));
    }

    private Optional<URI> geminiBaseUrl() {
        return address(properties.gemini().baseUrl(), "enricher.gemini.base-url")
                .or(() -> address("GEMINI_BASE_URL"));
    }

    private Optional<URI> address(String variable) {
        return address(environment.apply(variable).orElse(null), variable);
    }

    private static Optional<URI> address(@Nullable String text, String source) {
        try {
            return Optional.ofNullable(text)
                    .map(String::strip)
                    .filter(address -> !address.isEmpty())
                    .map(URI::create);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(source + " is not an address such as http://localhost:11434/v1", e);
        }
    }

    private Optional<NamedKey> variable(String name) {
        return environment.apply(name).map(value -> new NamedKey(new Secret(value), "key from " + name));
    }

    private static Optional<NamedKey> keyFile(@Nullable Path file, String setting) {
        if (file == null || file.toString().isBlank()) {
            return Optional.empty();
        }
        try {
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw new InvalidConfigurationException("the key file " + file + " (" + setting + ") is empty");
            }
            return Optional.of(new NamedKey(new Secret(value), "key from " + file));
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "the key file " + file + " cannot be read; check " + setting + " and the file's rights", e);
        }
    }

    private static InvalidConfigurationException noKey(String provider, String variable, String setting) {
        return new InvalidConfigurationException("no key for " + provider + ": set " + variable
                + ", or name a file with" + " the key by " + setting + " (cron does not read your shell profile)");
    }

    /** A key and where it came from. */
    private record NamedKey(Secret secret, String source) {}
}
