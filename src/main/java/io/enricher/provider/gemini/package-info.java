/** {@code generateContent} through the google-genai SDK. */
@NullMarked
package io.enricher.provider.gemini;

import org.jspecify.annotations.NullMarked;
