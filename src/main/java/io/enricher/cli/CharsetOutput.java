package io.enricher.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;

/**
 * Takes UTF-8 and passes it on in the charset of a terminal that has another one. What that lacks is written in ASCII, as
 * a person would type it. For one thread at a time, as a PrintStream above it sees to.
 */
final class CharsetOutput extends OutputStream {

    private static final Map<String, String> TYPED = Map.ofEntries(
            Map.entry("…", "..."),
            Map.entry("×", "x"),
            Map.entry("→", "->"),
            Map.entry("–", "-"),
            Map.entry("—", "-"),
            Map.entry("‘", "'"),
            Map.entry("’", "'"),
            Map.entry("“", "\""),
            Map.entry("”", "\""),
            Map.entry("„", "\""),
            Map.entry("•", "*"),
            Map.entry("ß", "ss"),
            Map.entry("\u00A0", " "));

    private final OutputStream delegate;
    private final Charset charset;
    private final CharsetEncoder encoder;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The first bytes of a character whose others are still to come. */
    private ByteBuffer begun = ByteBuffer.allocate(0);

    private CharsetOutput(OutputStream delegate, Charset charset) {
        this.delegate = delegate;
        this.charset = charset;
        this.encoder = charset.newEncoder();
    }

    /** The stream itself for a charset that has every character. */
    static OutputStream of(OutputStream delegate, Charset charset) {
        return charset.name().startsWith("UTF-") || !charset.canEncode()
                ? delegate
                : new CharsetOutput(delegate, charset);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(begun.remaining() + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        CharBuffer text = CharBuffer.allocate(in.remaining());
        decoder.reset().decode(in, text, false);
        begun = in.slice();
        delegate.write(encodable(text.flip().toString()).getBytes(charset));
    }

    @Override
    public void flush() throws IOException {
        delegate.flush();
    }

    private String encodable(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder all = new StringBuilder(text.length());
        text.codePoints().mapToObj(Character::toString).forEach(character -> all.append(encodableOf(character)));
        return all.toString();
    }

    private String encodableOf(String character) {
        if (encoder.canEncode(character)) {
            return character;
        }
        String typed = TYPED.get(character);
        if (typed != null) {
            return typed;
        }
        String bare = Normalizer.normalize(character, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        return !bare.isEmpty() && encoder.canEncode(bare) ? bare : "?";
    }
}
