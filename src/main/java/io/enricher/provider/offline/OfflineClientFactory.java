package io.enricher.provider.offline;

import io.enricher.provider.HttpCalls;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelClientFactory;
import io.enricher.provider.ModelSettings;

/** No model at all: answers are taken from the item's own text. */
public final class OfflineClientFactory implements ModelClientFactory {

    public static final String PROVIDER = "offline";

    /** The model's name in every output, so that nobody takes it for a model. */
    public static final String MODEL = "offline-extractive";

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public ModelClient create(ModelSettings settings, HttpCalls calls) {
        return new OfflineClient();
    }
}
