/** Chat Completions through the openai-java SDK; also any OpenAI-compatible server. */
@NullMarked
package io.enricher.provider.openai;

import org.jspecify.annotations.NullMarked;
