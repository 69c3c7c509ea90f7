/** Outcomes become a file. */
@NullMarked
package io.enricher.output;

import org.jspecify.annotations.NullMarked;
