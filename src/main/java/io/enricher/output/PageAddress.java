package io.enricher.output;

/** Relative addresses between pages. */
final class PageAddress {

    private PageAddress() {}

    /**
     * @param page      that the link leads to, below the folder of pages
     * @param otherPage that the link is on
     */
    static String of(String page, String otherPage) {
        int shared = sharedFolders(page, otherPage);
        long up = otherPage.substring(shared).chars().filter(c -> c == '/').count();
        return "../".repeat((int) up) + page.substring(shared);
    }

    /** Length of the folders that both begin with, slashes included. */
    private static int sharedFolders(String page, String otherPage) {
        int shared = 0;
        int slash = page.indexOf('/');
        while (slash >= 0 && otherPage.startsWith(page.substring(0, slash + 1))) {
            shared = slash + 1;
            slash = page.indexOf('/', shared);
        }
        return shared;
    }
}
