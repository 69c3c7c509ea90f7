package io.enricher.provider;

/** Makes the client of one provider. Creating the factory itself loads no SDK. */
public interface ModelClientFactory {

    /** The provider's name, as in {@code enricher.provider}. */
    String provider();

    /**
     * Builds the client, which may take seconds; it makes one attempt per call and never retries.
     *
     * @throws io.enricher.domain.InvalidConfigurationException if the provider cannot work with these settings
     */
    ModelClient create(ModelSettings settings, HttpCalls calls);
}
