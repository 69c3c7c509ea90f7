/**
 * What a run over source code has beside a run over rows: the chunks of its tree, an index of its symbols, what is shown of
 * the source around a span, and what tells whether an answer speaks of things that exist.
 */
@NullMarked
package io.enricher.spans;

import org.jspecify.annotations.NullMarked;
