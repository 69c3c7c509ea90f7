package io.enricher.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Objects;
import java.util.stream.Stream;

/** The standard output and error of the process, which take UTF-8 and write what their reader understands. */
public final class StandardStreams {

    private StandardStreams() {}

    public static PrintStream out() {
        return of(FileDescriptor.out, "stdout.encoding");
    }

    public static PrintStream err() {
        return of(FileDescriptor.err, "stderr.encoding");
    }

    private static PrintStream of(FileDescriptor descriptor, String property) {
        return new PrintStream(
                CharsetOutput.of(new FileOutputStream(descriptor), charset(property)), true, StandardCharsets.UTF_8);
    }

    /** Java sets the first from version 19 on, the second for terminals, the third always. */
    private static Charset charset(String property) {
        return Stream.of(property, "sun." + property, "native.encoding")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .findFirst()
                .map(StandardStreams::named)
                .orElse(StandardCharsets.UTF_8);
    }

    /** One that Java does not know cannot be written: its ASCII part can, whatever it is. */
    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.US_ASCII;
        }
    }
}
