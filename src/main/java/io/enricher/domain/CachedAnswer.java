package io.enricher.domain;

import java.time.Instant;

/**
 * An answer with all that is kept of it, so that it can move between caches.
 *
 * @param recipe    name of the recipe that it belongs to
 * @param createdAt when the model gave it
 */
public record CachedAnswer(ItemKey key, String recipe, Answer answer, Instant createdAt) {}
