/** Answers derived from the item's own text: no network, no key, deterministic. */
@NullMarked
package io.enricher.provider.offline;

import org.jspecify.annotations.NullMarked;
