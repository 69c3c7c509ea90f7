/** A source file becomes {@link io.enricher.domain.SourceRecord}s. */
@NullMarked
package io.enricher.input;

import org.jspecify.annotations.NullMarked;
