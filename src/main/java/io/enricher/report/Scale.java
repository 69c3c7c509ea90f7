package io.enricher.report;

/** Round figures for an axis that begins at 0. */
final class Scale {

    private static final double[] ROUND = {1, 2, 5, 10};

    private Scale() {}

    /**
     * The distance between the marks of an axis.
     *
     * @param most  largest value to show, above 0
     * @param marks about so many
     */
    static double step(double most, int marks) {
        double rough = most / marks;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double round : ROUND) {
            if (round * magnitude >= rough) {
                return round * magnitude;
            }
        }
        return ROUND[ROUND.length - 1] * magnitude;
    }

    /** The end of an axis: the largest value, up to the next mark. */
    static double end(double most, double step) {
        return Math.max(step, Math.ceil(most / step - 1e-9) * step);
    }
}
