package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How to reach a model.
 *
 * @param model       the provider's name of it
 * @param baseUrl     another server than the official one
 * @param key         empty for local servers that ask for none
 * @param timeout     longest duration of one call, from connecting to the last byte
 * @param concurrency most calls in flight; as many connections are kept open
 * @param parameters  what is sent only when set
 * @param tier        sent only if it is not the standard
 */
public record ModelSettings(
        String model,
        Optional<URI> baseUrl,
        Optional<Secret> key,
        Duration timeout,
        int concurrency,
        ModelParameters parameters,
        ServiceTier tier) {

    /** Served as the provider's standard. */
    public ModelSettings(
            String model,
            Optional<URI> baseUrl,
            Optional<Secret> key,
            Duration timeout,
            int concurrency,
            ModelParameters parameters) {
        this(model, baseUrl, key, timeout, concurrency, parameters, ServiceTier.STANDARD);
    }

    public ModelSettings {
        if (model.isBlank()) {
            throw new InvalidConfigurationException("enricher.model must not be blank");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidConfigurationException("enricher.timeout must be longer than 0, not " + timeout);
        }
        if (concurrency < 1) {
            throw new InvalidConfigurationException("enricher.concurrency must be at least 1, not " + concurrency);
        }
        if (baseUrl.filter(url -> !isHttp(url)).isPresent()) {
            throw new InvalidConfigurationException("base-url must be like http://localhost:11434/v1, with http:// or"
                    + " https:// and a host; got " + withoutUserInfo(baseUrl.get()));
        }
    }

    /** Where calls go, for messages; without user names and passwords. */
    public Optional<String> shownBaseUrl() {
        return baseUrl.map(ModelSettings::withoutUserInfo);
    }

    @Override
    public String toString() {
        return "ModelSettings[model=" + model + ", baseUrl=" + shownBaseUrl() + ", timeout=" + timeout
                + ", concurrency=" + concurrency + ", parameters=" + parameters + ", tier=" + tier + "]";
    }

    private static boolean isHttp(URI url) {
        String scheme = url.getScheme();
        return scheme != null
                && (scheme.toLowerCase(Locale.ROOT).equals("http")
                        || scheme.toLowerCase(Locale.ROOT).equals("https"))
                && url.getHost() != null;
    }

    private static String withoutUserInfo(URI url) {
        String rest = url.toString().replaceFirst("[?#].*", "");
        return rest.replaceFirst("//[^/]*@", "//");
    }
}
