package io.enricher.job;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.PriceList;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** What calls cost, and what a run may cost. */
final class CostSettings {

    private static final String FREE = "0";

    private final PriceList prices;
    private final Optional<BigDecimal> cap;

    CostSettings(EnricherProperties properties) {
        Optional<String> pricing =
                Optional.ofNullable(properties.pricing()).map(String::strip).filter(text -> !text.isEmpty());
        this.prices = pricing.filter(FREE::equals).isPresent()
                ? PriceList.free()
                : PriceList.load(pricing.map(Path::of), LocalDate.now(ZoneId.systemDefault()), properties.tier());
        this.cap = parse(properties.maxCost().strip().toLowerCase(Locale.ROOT));
    }

    /** Most that a run may cost in US dollars, restarts included; empty for no cap. */
    Optional<BigDecimal> cap() {
        return cap;
    }

    /** Today's prices; files are read when a price is first asked for. */
    PriceList prices() {
        return prices;
    }

    private static Optional<BigDecimal> parse(String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        try {
            BigDecimal cap = new BigDecimal(text);
            if (cap.signum() > 0) {
                return Optional.of(cap);
            }
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException(wrong(text), e);
        }
        throw new InvalidConfigurationException(wrong(text));
    }

    private static String wrong(String text) {
        return "enricher.max-cost must be US dollars over 0, such as 2.50, or none, but is " + text;
    }
}
