package io.enricher.output;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet shows and does not run: what begins like a formula is written behind an apostrophe (OWASP, "CSV
 * Injection", 2026-11). Numbers stay numbers.
 */
final class SpreadsheetText {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private SpreadsheetText() {}

    static String of(String cell) {
        boolean beginsLikeAFormula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return beginsLikeAFormula && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }
}
