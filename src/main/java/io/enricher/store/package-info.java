/** All JDBC and the cache: answers, work items, calls, runs. */
@NullMarked
package io.enricher.store;

import org.jspecify.annotations.NullMarked;
