package io.enricher.output;

/**
 * What links and lists need of a symbol.
 *
 * @param page       name of its page, below the folder of pages
 * @param title      what a person calls it
 * @param lines      of the source file
 * @param anchor     on its page
 * @param documented whether there is an answer
 */
record PageSymbol(String page, String kind, String title, LineRange lines, String anchor, boolean documented) {

    /** Address in a link on a page; of plain characters only, so that nothing in it needs an escape. */
    String addressFrom(String otherPage) {
        return otherPage.equals(page) ? "#" + anchor : PageAddress.of(page, otherPage) + "#" + anchor;
    }
}
