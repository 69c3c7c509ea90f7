package io.enricher.report;

import java.util.Locale;

/**
 * A drawing as it stands in a page. Every text is escaped here and every number is written here, so what comes out may be
 * put into the page as it is. Colours come from the page's classes, so that they follow its theme.
 */
final class Svg {

    private final StringBuilder markup = new StringBuilder();

    /**
     * @param title what a reader who cannot see it is told
     */
    Svg(double width, double height, String title, String attributes) {
        markup.append("<svg viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" ")
                .append(attributes)
                .append("><title>")
                .append(HtmlText.escape(title))
                .append("</title>");
    }

    /** A picture, nothing to point at. */
    static Svg image(double width, double height, String title) {
        return new Svg(width, height, title, "role=\"img\"");
    }

    Svg rect(String style, double x, double y, double width, double height, double radius) {
        return rect(style, x, y, width, height, radius, "");
    }

    /** @param tooltip may be empty */
    Svg rect(String style, double x, double y, double width, double height, double radius, String tooltip) {
        markup.append("<rect class=\"").append(style).append('"');
        attribute("x", x);
        attribute("y", y);
        attribute("width", Math.max(0, width));
        attribute("height", Math.max(0, height));
        attribute("rx", radius);
        return end("rect", tooltip);
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        markup.append("<line class=\"").append(style).append('"');
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        return end("line", "");
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    Svg text(String style, double x, double y, String anchor, String text) {
        markup.append("<text");
        if (!style.isEmpty()) {
            markup.append(" class=\"").append(style).append('"');
        }
        attribute("x", x);
        attribute("y", y);
        markup.append(" text-anchor=\"").append(anchor).append("\">");
        markup.append(HtmlText.escape(text)).append("</text>");
        return this;
    }

    Svg path(String style, String path) {
        if (!path.isEmpty()) {
            markup.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>");
        }
        return this;
    }

    /** Begins a part that can be pressed. */
    Svg button(String dataName, int data, String label) {
        markup.append("<g role=\"button\" tabindex=\"0\" data-")
                .append(dataName)
                .append("=\"")
                .append(data)
                .append("\" aria-label=\"")
                .append(HtmlText.escape(label))
                .append("\">");
        return this;
    }

    Svg endOfButton() {
        markup.append("</g>");
        return this;
    }

    /** A line that the page's script moves. */
    Svg crosshair(double y1, double y2) {
        markup.append("<line class=\"xh\" x1=\"0\" x2=\"0\"");
        attribute("y1", y1);
        attribute("y2", y2);
        markup.append(" visibility=\"hidden\"/>");
        return this;
    }

    private void attribute(String name, double value) {
        markup.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    private Svg end(String element, String tooltip) {
        if (tooltip.isEmpty()) {
            markup.append("/>");
        } else {
            markup.append("><title>")
                    .append(HtmlText.escape(tooltip))
                    .append("</title></")
                    .append(element)
                    .append('>');
        }
        return this;
    }

    /** To a tenth, which is finer than a screen. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    String markup() {
        return markup + "</svg>";
    }
}
