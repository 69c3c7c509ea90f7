/** Two outputs of the same input become a list of what differs. */
@NullMarked
package io.enricher.comparison;

import org.jspecify.annotations.NullMarked;
