/**
 * A source file becomes {@link io.enricher.code.Symbol}s: {@link io.enricher.code.SymbolSplitter} cuts it along its
 * syntax tree, or into windows of lines where it cannot. The parsers are native code and loaded with the first file
 * that needs them. A further language is one constant of {@link io.enricher.code.Language}, one query file and one
 * grammar.
 */
@NullMarked
package io.enricher.code;

import org.jspecify.annotations.NullMarked;
