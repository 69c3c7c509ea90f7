package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.enricher.domain.UnicodeText;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenCounterTest {

    private static final Vocabulary NEWER = new Vocabulary(EncodingType.O200K_BASE);
    private static final Vocabulary OLDER = new Vocabulary(EncodingType.CL100K_BASE);

    /** A counter that goes on through all tries, and what it is to be equal to. */
    private record Vocabulary(Encoding whole, TokenCounter counter) {

        Vocabulary(EncodingType type) {
            this(Encodings.newLazyEncodingRegistry().getEncoding(type), new TokenCounter(type));
        }

        void countsTheSame(String text) {
            assertThat(counter.count(text)).as(text).isEqualTo(whole.countTokensOrdinary(text));
            assertThat(counter.count(text)).as("again: " + text).isEqualTo(whole.countTokensOrdinary(text));
        }
    }

    @Property(tries = 3_000, seed = "1")
    void wordByWordIsAsTheWhole(@ForAll("texts") String text) {
        NEWER.countsTheSame(text);
        OLDER.countsTheSame(text);
    }

    @Example
    void wordsInDataAndCodeAreCountedAsTheWhole() {
        for (String text : new String[] {
            "{\"id\":\"k7919\",\"topic\":\"It's the team's plan, isn't it? I'd say so: they'll HAVE'RE 12345,67\"}\n",
            "if (a<b) {\r\n\treturn map.get(\"x/y\")\n//\n/* c */;\n}\n\n\n  x  ",
            "größere Pläne, 予算 计划。नमस्ते दुनिया. e\u0301tude a\u0301 b, x\u00a0y \u2003z\u0085 \ud83d\ude00a!",
            "<|endoftext|> a <|endoftext|>"
        }) {
            NEWER.countsTheSame(text);
            OLDER.countsTheSame(text);
        }
    }

    @Example
    void moreWordsThanAreKeptAreCounted() {
        IntStream.range(0, 70_000).forEach(n -> NEWER.counter().count("w" + n));

        NEWER.countsTheSame("what a team does of w1, w2 and w69999");
    }

    /** Letters of several scripts, marks and blanks close together, as they meet in data. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "the",
                " team",
                "'s",
                "'LL",
                "'",
                "\"",
                ",",
                ".",
                "/",
                "\\",
                "-",
                "_",
                " ",
                "  ",
                "\n",
                "\r\n",
                "\t",
                "1",
                "234",
                "\u00e9",
                "e\u0301",
                "\u0930\u093f",
                "\u4e88\u7b97",
                "\u00a0",
                "\u0085",
                "\u2028",
                "\u1dbb",
                "\u01c5",
                "\u00b2",
                "\u2164",
                "\ud83d\ude00",
                "\ud835\udc00",
                "X",
                "iOS");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(40).map(UnicodeText::wellFormed));
    }
}
