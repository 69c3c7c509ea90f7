/** What to ask, how to key it, how to read the answer. Plain Java. */
@NullMarked
package io.enricher.recipe;

import org.jspecify.annotations.NullMarked;
