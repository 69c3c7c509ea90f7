/** The nouns: immutable values that every other package speaks of, and how they are said to people. Plain Java. */
@NullMarked
package io.enricher.domain;

import org.jspecify.annotations.NullMarked;
