package io.enricher.spans;

import io.enricher.domain.SourceRecord;
import io.enricher.domain.UnicodeText;

/**
 * What of a span its vector is made of: the signature, the documentation and the beginning of the text, as the model reads
 * 256 word pieces only. Nothing of where it stands, so that a moved file keeps its vectors.
 */
final class EmbeddedText {

    /** More than 256 word pieces of any source. */
    private static final int MOST_CHARACTERS = 2_000;

    private static final int DOCUMENTATION = 600;

    private EmbeddedText() {}

    static String of(SourceRecord chunk) {
        String doc = ChunkColumn.text(chunk, "doc");
        String text = ChunkColumn.text(chunk, "signature") + "\n" + head(doc, DOCUMENTATION) + "\n"
                + ChunkColumn.text(chunk, "text");
        return head(text, MOST_CHARACTERS);
    }

    private static String head(String text, int length) {
        return text.length() <= length ? text : UnicodeText.head(text, length);
    }
}
