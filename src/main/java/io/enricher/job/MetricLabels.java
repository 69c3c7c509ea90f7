package io.enricher.job;

/**
 * What tells the series of one job from those of others: made of the user's words alone, so that a run whose input is missing
 * has the same ones.
 *
 * @param output name of the output, or of the input if the output is a folder; without folders, endings and addresses
 * @param recipe name of the recipe
 */
record MetricLabels(String output, String recipe) {

    static MetricLabels of(RunRequest request) {
        String named = request.output()
                .filter(output -> !output.endsWith("/") && !output.endsWith("\\"))
                .orElse(request.input());
        return new MetricLabels(stem(named), stem(request.recipe()));
    }

    /** The address of a repository may hold a password; nothing of it but the last part of its path is used. */
    private static String stem(String place) {
        String path = place.replaceFirst("[?#].*", "").replaceFirst("[/\\\\]+$", "");
        String last = path.replaceFirst("^.*[/\\\\]", "").replaceFirst("^.*@", "");
        return last.replaceFirst("(?<=[^.])\\..*$", "");
    }
}
