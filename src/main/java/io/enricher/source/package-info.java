/**
 * A folder, a git repository or a URL becomes the chunks of its source files: found and filtered here, cut by
 * {@code code}, kept in one file that is read as JSON lines from then on. {@link io.enricher.source.SourceTree} is what
 * the user named, {@link io.enricher.source.SourceSnapshot} what it held at one moment,
 * {@link io.enricher.source.ChunkFile} what is left of it. Plain Java.
 */
@NullMarked
package io.enricher.source;

import org.jspecify.annotations.NullMarked;
