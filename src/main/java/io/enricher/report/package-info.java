/** A finished run becomes console text and JSON. */
@NullMarked
package io.enricher.report;

import org.jspecify.annotations.NullMarked;
