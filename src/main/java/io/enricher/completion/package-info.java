/** The library face: many prompts asked at once by a program that is no batch job. */
@NullMarked
package io.enricher.completion;

import org.jspecify.annotations.NullMarked;
