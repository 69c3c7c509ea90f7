/**
 * A source file becomes {@link io.enricher.domain.SourceRecord}s: {@link io.enricher.input.InputFile} is opened once,
 * before anything is spent, and hands out the readers. A further kind of file is one more {@code InputFormat}.
 */
@NullMarked
package io.enricher.input;

import org.jspecify.annotations.NullMarked;
