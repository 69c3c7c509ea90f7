package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds out how a CSV file is written from its first bytes and its header; what the user says comes first. */
final class CsvDialectDetector {

    private static final int HEAD_BYTES = 4096;

    private final ByteSource bytes;
    private final String source;

    CsvDialectDetector(ByteSource bytes, String source) {
        this.bytes = bytes;
        this.source = source;
    }

    /**
     * Reads the beginning of the file.
     *
     * @param settings       what the user says
     * @param usualDelimiter the one that goes without saying for this kind of file, empty to detect it
     * @throws InvalidInputException if the first bytes show another encoding, or no text at all
     */
    CsvDialect detect(ReaderSettings settings, Optional<Character> usualDelimiter) throws IOException {
        byte[] head = readHead();
        Optional<ByteOrderMark> mark = ByteOrderMark.at(head);
        Charset charset = charset(settings, mark, head);
        refuseWhatIsNoText(charset, head);
        HeaderLine header = readHeaderLine(charset);
        char delimiter = settings.delimiterCharacter().or(() -> usualDelimiter).orElse(header.delimiter());
        return new CsvDialect(delimiter, charset, mark.isPresent(), header.lineSeparator());
    }

    private byte[] readHead() throws IOException {
        try (InputStream stream = bytes.open()) {
            return stream.readNBytes(HEAD_BYTES);
        }
    }

    private HeaderLine readHeaderLine(Charset charset) throws IOException {
        try (TextDecoder decoder = new TextDecoder(bytes.open(), charset)) {
            return HeaderLine.read(decoder);
        }
    }

    private Charset charset(ReaderSettings settings, Optional<ByteOrderMark> mark, byte[] head) {
        Charset wanted = settings.charset().orElse(StandardCharsets.UTF_8);
        if (mark.isPresent()) {
            if (!mark.get().agreesWith(wanted)) {
                throw InvalidInputException.malformed("%s begins with the byte order mark of %s. Write encoding=%s"
                        .formatted(source, mark.get().encoding(), mark.get().encoding()));
            }
            return mark.get().charset();
        }
        return wanted.equals(StandardCharsets.UTF_16) ? unmarkedUtf16(head) : wanted;
    }

    private static Charset unmarkedUtf16(byte[] head) {
        boolean startsWithLowByte = head.length > 1 && head[0] != 0 && head[1] == 0;
        return startsWithLowByte ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** The header of a text in an encoding of single bytes holds no NUL; UTF-16 and binary files are full of them. */
    private void refuseWhatIsNoText(Charset charset, byte[] head) {
        if (head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3) {
            throw InvalidInputException.malformed(
                    source + " is a zip file or a workbook, not CSV. Save the sheet as CSV (UTF-8)");
        }
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            return;
        }
        for (int i = 0; i < head.length && head[i] != '\n' && head[i] != '\r'; i++) {
            if (head[i] == 0) {
                throw InvalidInputException.malformed(
                        source + " has NUL bytes in its header: it may be UTF-16, then write encoding=UTF-16;"
                                + " otherwise it is not a text file");
            }
        }
    }
}
