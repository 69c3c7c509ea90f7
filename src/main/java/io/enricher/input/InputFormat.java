package io.enricher.input;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of input file; a further kind is one more class in the list. */
interface InputFormat {

    List<InputFormat> ALL = List.of(new CsvFormat(), new JsonFormat());

    /** The file name extensions it answers to, in lower case without dot. */
    List<String> extensions();

    /**
     * Reads the head of a file, nothing more.
     *
     * @param source    how messages name the input
     * @param extension the one of {@link #extensions()} that the file has
     * @throws io.enricher.domain.InvalidInputException if the head cannot be used
     */
    RecordSource inspect(ByteSource bytes, String source, String extension, ReaderSettings settings) throws IOException;

    static Optional<InputFormat> of(String extension) {
        return ALL.stream()
                .filter(format -> format.extensions().contains(extension))
                .findFirst();
    }

    private static List<String> allExtensions() {
        return ALL.stream().flatMap(format -> format.extensions().stream()).toList();
    }

    /** The extension of readable files that a name ends in, in lower case, with its dot and that of its packing. */
    static Optional<String> endingOf(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return allExtensions().stream()
                .flatMap(extension -> Stream.of("." + extension + ".gz", "." + extension))
                .filter(name::endsWith)
                .findFirst();
    }

    /** What can be read, for a person. */
    static String namesOfAll() {
        return "Files that can end in: "
                + allExtensions().stream().map(name -> "." + name).collect(Collectors.joining(", "))
                + ", each also packed as .gz";
    }
}
