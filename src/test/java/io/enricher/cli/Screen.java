package io.enricher.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a terminal shows after these bytes: understands line breaks, carriage returns and the wiping of a line. */
final class Screen {

    private Screen() {}

    static List<String> of(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int column = 0;
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\u001b[2K", i)) {
                line.setLength(0);
                i += "[2K".length();
            } else if (text.charAt(i) == '\r') {
                column = 0;
            } else if (text.charAt(i) == '\n') {
                lines.add(line.toString());
                line.setLength(0);
                column = 0;
            } else {
                while (line.length() < column) {
                    line.append(' ');
                }
                line.replace(column, Math.min(column + 1, line.length()), text.substring(i, i + 1));
                column++;
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
