/** One call to a model: the interface, its errors, the decorators around it, prices. */
@NullMarked
package io.enricher.provider;

import org.jspecify.annotations.NullMarked;
