/** What the tests run against: a provider on loopback, the packaged program as a process, a real PostgreSQL. */
@NullMarked
package io.enricher.testing;

import org.jspecify.annotations.NullMarked;
