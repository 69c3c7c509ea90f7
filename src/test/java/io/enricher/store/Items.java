package io.enricher.store;

import io.enricher.domain.Answer;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** Items, answers and calls as a run makes them. */
final class Items {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

    private Items() {}

    static ItemKey key(long n) {
        try {
            byte[] text = ("item " + n).getBytes(StandardCharsets.UTF_8);
            return ItemKey.of(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Item item(long n) {
        return item(n, key(n));
    }

    static Item item(long n, ItemKey key) {
        return new Item(n, n + 1, key, Map.of("topic", "Topic " + n), "");
    }

    static List<Item> items(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Items::item).toList();
    }

    static Answer answer(ItemKey key) {
        return new Answer("{\"tldr\":\"" + key + "\"}", "model-a", "");
    }

    static Outcome enriched(Item item) {
        return new Outcome.Enriched(item, answer(item.key()));
    }

    static List<Outcome> enriched(List<Item> items) {
        return items.stream().map(Items::enriched).toList();
    }

    static List<ItemKey> keys(List<Item> items) {
        return items.stream().map(Item::key).toList();
    }

    static ModelCall call(String status, int items, int attempt, Optional<BigDecimal> cost) {
        return new ModelCall(
                NOON,
                Duration.ofMillis(800),
                Duration.ofMillis(30),
                3,
                16,
                items,
                attempt,
                status,
                OptionalInt.of(200),
                "stop",
                new Usage(100, 40, 20, 5),
                cost);
    }
}
