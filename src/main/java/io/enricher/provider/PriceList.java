package io.enricher.provider;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The prices of one day. Files are read when a price is first asked for. Safe for many threads. */
public final class PriceList {

    private final Function<String, Optional<Price>> prices;
    private final Map<String, Optional<Price>> asked = new ConcurrentHashMap<>();

    private PriceList(Function<String, Optional<Price>> prices) {
        this.prices = prices;
    }

    /**
     * The list in the jar.
     *
     * @param override the user's own list, in the same form; its models replace those of the jar
     * @param today    entries from a later day do not count yet
     */
    public static PriceList load(Optional<Path> override, LocalDate today) {
        return load(override, today, ServiceTier.STANDARD);
    }

    /**
     * The same for another tier.
     *
     * @see #load(Optional, LocalDate)
     */
    public static PriceList load(Optional<Path> override, LocalDate today, ServiceTier tier) {
        Supplier<Map<String, Price>> own = new Once(
                () -> override.map(file -> PriceFile.read(file, today, tier)).orElse(Map.of()));
        Supplier<Map<String, Price>> shipped = new Once(() -> PriceFile.shipped(today, tier));
        return new PriceList(model -> Optional.ofNullable(own.get().get(model))
                .or(() -> Optional.ofNullable(shipped.get().get(model))));
    }

    /** Every model costs nothing, as on a server of one's own. */
    public static PriceList free() {
        return new PriceList(model -> Optional.of(Price.FREE));
    }

    /**
     * @return empty if the price is not known
     * @throws io.enricher.domain.InvalidConfigurationException if the user's list cannot be used
     */
    public Optional<Price> priceOf(String model) {
        return asked.computeIfAbsent(model, prices);
    }

    /** Keeps what a supplier gave at first. */
    private static final class Once implements Supplier<Map<String, Price>> {

        private final Supplier<Map<String, Price>> source;
        private Optional<Map<String, Price>> loaded = Optional.empty();

        Once(Supplier<Map<String, Price>> source) {
            this.source = source;
        }

        @Override
        public synchronized Map<String, Price> get() {
            if (loaded.isEmpty()) {
                loaded = Optional.of(source.get());
            }
            return loaded.get();
        }
    }
}
