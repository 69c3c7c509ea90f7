/** Spring Batch wiring, settings and the composition root. */
@NullMarked
package io.enricher.job;

import org.jspecify.annotations.NullMarked;
