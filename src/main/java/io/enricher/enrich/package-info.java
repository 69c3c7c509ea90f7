/** The core: items in, outcomes out. Packs prompts, asks, salvages what is valid and narrows the rest. */
@NullMarked
package io.enricher.enrich;

import org.jspecify.annotations.NullMarked;
