package io.enricher.provider;

/** Placeholder until the provider stack is written. */
final class MeasuringModelClient {
    private MeasuringModelClient() {}
}
