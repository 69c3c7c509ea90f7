package io.enricher.store;

import io.enricher.domain.Answer;
import io.enricher.domain.ItemKey;
import java.util.Optional;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;

/**
 * Answers held in memory by reference, the least used evicted. It has no loader-writer of Ehcache's, which would turn
 * a bulk look-up into one statement per key.
 */
final class HeapTier implements AutoCloseable {

    private static final String NAME = "answers";

    private final CacheManager manager;
    private final Cache<ItemKey, Answer> cache;

    private HeapTier(CacheManager manager) {
        this.manager = manager;
        this.cache = manager.getCache(NAME, ItemKey.class, Answer.class);
    }

    /** @param entries most answers held, at least 1 */
    static HeapTier create(int entries) {
        return new HeapTier(CacheManagerBuilder.newCacheManagerBuilder()
                .withCache(
                        NAME,
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                ItemKey.class, Answer.class, ResourcePoolsBuilder.heap(entries)))
                .build(true));
    }

    Optional<Answer> find(ItemKey key) {
        return Optional.ofNullable(cache.get(key));
    }

    void put(ItemKey key, Answer answer) {
        cache.put(key, answer);
    }

    void putIfAbsent(ItemKey key, Answer answer) {
        cache.putIfAbsent(key, answer);
    }

    void clear() {
        cache.clear();
    }

    @Override
    public void close() {
        manager.close();
    }
}
