/** The nouns: immutable values that every other package speaks of. Plain Java. */
@NullMarked
package io.enricher.domain;

import org.jspecify.annotations.NullMarked;
