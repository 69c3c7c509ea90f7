package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PartStreamTest {

    @Test
    void fullDiskNamesTheFileAndTheCure() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        try (PartStream stream = new PartStream(full, Path.of("/data/x.csv.part"), "output=FOLDER/")) {
            assertThatThrownBy(() -> stream.write(new byte[10]))
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith("cannot write " + Path.of("/data/x.csv.part") + ": No space left on device")
                    .hasMessageContaining("start again");
        }
    }
}
