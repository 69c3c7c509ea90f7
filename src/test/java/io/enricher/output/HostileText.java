package io.enricher.output;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What models and source files may say to break out of a page. */
final class HostileText {

    private HostileText() {}

    static Arbitrary<String> arbitrary() {
        Arbitrary<String> fragments = Arbitraries.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a id=\"symbol-x\">",
                "<!--",
                "-->",
                "<?php",
                "<![CDATA[",
                "<https://evil.example>",
                "https://evil.example/",
                "www.evil.example",
                "me@evil.example",
                "[x](javascript:alert(1))",
                "](javascript:alert(1))",
                "![x](//evil.example/x.png)",
                "[x]: https://evil.example",
                "[^1]: note",
                "# heading",
                "\n# heading\n",
                "\n\n# heading\n\n",
                "\n===\n",
                "\n---\n",
                "***",
                "_x_",
                "**",
                "\n> quote",
                "\n- item",
                "\n1. item",
                "7) item",
                "| a | b |\n|---|---|\n| c | d |",
                "`",
                "``",
                "\n```\n",
                "\n`````\n",
                "\n~~~\n",
                "\t\tcode",
                "\n    code\n",
                "\\",
                "\\`",
                "&lt;",
                "&#96;",
                "&",
                "{{ 7 * 7 }}",
                "{% include x %}",
                "::: note",
                "import x",
                "\r",
                "\r\n",
                "\u0000",
                "\u001B[31m",
                "\u2028",
                "\u202E",
                "\u00A0",
                "\uFEFF",
                "😀",
                "\uD83D",
                " ",
                "x");
        return Arbitraries.oneOf(fragments, Arbitraries.strings().all().ofMaxLength(8))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
