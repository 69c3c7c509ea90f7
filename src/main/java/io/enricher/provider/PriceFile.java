package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a list of dated prices (the form is told in {@code pricing.yml}) as it stands on one day. */
final class PriceFile {

    private static final String SHIPPED = "/pricing.yml";

    private final String name;
    private final LocalDate today;
    private final ServiceTier tier;
    private final Map<String, Price> prices = new HashMap<>();
    private final Map<String, LocalDate> since = new HashMap<>();

    private PriceFile(String name, LocalDate today, ServiceTier tier) {
        this.name = name;
        this.today = today;
        this.tier = tier;
    }

    static Map<String, Price> shipped(LocalDate today, ServiceTier tier) {
        try (InputStream stream = PriceFile.class.getResourceAsStream(SHIPPED)) {
            if (stream == null) {
                throw new IllegalStateException(SHIPPED + " is missing from the jar");
            }
            return new PriceFile(SHIPPED, today, tier).parse(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidConfigurationException if it cannot be read or an entry is wrong */
    static Map<String, Price> read(Path file, LocalDate today, ServiceTier tier) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new PriceFile(file.toString(), today, tier).parse(stream);
        } catch (IOException e) {
            throw new InvalidConfigurationException("the price list " + file + " cannot be read", e);
        }
    }

    private Map<String, Price> parse(InputStream stream) {
        JsonNode list;
        try {
            list = YAMLMapper.builder().build().readTree(stream).path("prices");
        } catch (JacksonException e) {
            throw new InvalidConfigurationException(
                    "the price list " + name + " is no YAML: " + e.getOriginalMessage(), e);
        }
        if (!list.isArray()) {
            throw new InvalidConfigurationException(
                    "the price list " + name + " has no list 'prices:' with entries of model, from, input and output");
        }
        for (int position = 0; position < list.size(); position++) {
            add(list.get(position), position + 1);
        }
        return Map.copyOf(prices);
    }

    private void add(JsonNode entry, int position) {
        String model = entry.path("model").asString("");
        if (model.isEmpty()) {
            throw wrong(position, "model");
        }
        LocalDate from = from(entry, position);
        Price price = priceOfTier(entry, position);
        if (!from.isAfter(today) && !from.isBefore(since.getOrDefault(model, LocalDate.MIN))) {
            prices.put(model, price);
            since.put(model, from);
        }
    }

    /** Both providers sell flex at half their price (pricing pages, 2026-11); an entry may say otherwise. */
    private Price priceOfTier(JsonNode entry, int position) {
        Price standard = price(entry, position);
        if (tier == ServiceTier.STANDARD) {
            return standard;
        }
        return entry.has("flex") ? price(entry.path("flex"), position) : standard.half();
    }

    private Price price(JsonNode rates, int position) {
        BigDecimal input = amount(rates, "input", position);
        BigDecimal cachedInput = rates.has("cached-input") ? amount(rates, "cached-input", position) : input;
        BigDecimal cacheWrite = rates.has("cache-write") ? amount(rates, "cache-write", position) : input;
        BigDecimal output = amount(rates, "output", position);
        return new Price(input, cachedInput, cacheWrite, output, longPrompts(rates.path("long-prompts"), position));
    }

    private Optional<Price.LongPrompts> longPrompts(JsonNode rates, int position) {
        if (rates.isMissingNode()) {
            return Optional.empty();
        }
        long above = rates.path("above").asLong(0);
        if (above <= 0) {
            throw wrong(position, "long-prompts: above");
        }
        return Optional.of(new Price.LongPrompts(above, price(rates, position)));
    }

    private LocalDate from(JsonNode entry, int position) {
        if (!entry.has("from")) {
            return LocalDate.MIN;
        }
        try {
            return LocalDate.parse(entry.path("from").asString(""));
        } catch (DateTimeException e) {
            throw new InvalidConfigurationException(
                    "the price list " + name + ", entry " + position + ": 'from' must be a date like 2026-11-20", e);
        }
    }

    private BigDecimal amount(JsonNode entry, String field, int position) {
        JsonNode value = entry.path(field);
        BigDecimal amount = value.isNumber() ? value.decimalValue() : BigDecimal.ONE.negate();
        if (amount.signum() < 0) {
            throw wrong(position, field);
        }
        return amount;
    }

    private InvalidConfigurationException wrong(int position, String field) {
        return new InvalidConfigurationException("the price list " + name + ", entry " + position + ": '" + field
                + "' is missing or wrong; needed are model, input and output in US dollars per 1,000,000 tokens");
    }
}
