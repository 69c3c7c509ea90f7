/** The command line becomes one run and an exit code; the console. */
@NullMarked
package io.enricher.cli;

import org.jspecify.annotations.NullMarked;
