package io.enricher.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same tokens as those of the Hugging Face tokenizer, for any text: the one exception are the characters of
 * {@code newer-characters.txt}, which that tokenizer does not know, as it was built with tables of 2015.
 */
class WordPieceTokenizerTest {

    private static final int MOST_TOKENS = 256;
    private static final int LAST_CODE_POINT_TO_COMPARE_EACH = 0x1FFFF;
    private static final BitSet NEWER = newerCharacters();
    private static final WordPieceTokenizer TOKENIZER = new WordPieceTokenizer(Vocabulary.bundled(), MOST_TOKENS);

    private static ReferenceTokenizer reference;

    @BeforeAll
    @BeforeContainer
    static void loadReference() {
        reference = ReferenceTokenizer.cuttingAt(MOST_TOKENS);
    }

    @AfterAll
    @AfterContainer
    static void closeReference() {
        reference.close();
    }

    @Test
    void knownTextHasKnownTokens() {
        assertThat(TOKENIZER.tokenize("Hello, world!")).containsExactly(101, 7592, 1010, 2088, 999, 102);
        assertThat(TOKENIZER.tokenize(" \n\u0000\u200B")).containsExactly(101, 102);
    }

    static Stream<String> texts() {
        return Stream.of(
                "",
                " \t\r\n\u00A0\u2003\u3000",
                "Ångström naïve café ÀÉÎÕÜ ß ẞ ŒUVRE ﬁne Ⅷ ½ ²",
                "a\u0301\u0323\u0308e\u0328\u0302 \u0301 x\uD834\uDD65\u302E y\u093C",
                "İSTANBUL ıslak ΟΔΥΣΣΕΥΣ ΣΑΣ. Σ ǅ Ǆ",
                "漢字かな交じり文、テスト。カタカナ ﾊﾝｶｸ 한국어 조선말 㐀 𠀀 豈 更 \uD87E\uDC00",
                "שלום עולם مرحبا بالعالم \u202Eabc\u202C \u200Fx\u200E",
                "👍🏽 👨‍👩‍👧 🇩🇪 ☕️ ✂ a👍b",
                "zero\u200Bwidth\u200Cjoiner\u200D\uFEFFbom soft\u00ADhyphen",
                "nul\u0000bell\u0007esc\u001B[0m del\u007F c1\u0085\u009F vt\u000Bff\f",
                "replacement\uFFFDcharacter \uE000private\uF8FF",
                "x[MASK]y [CLS] [mask] [PAD]] [[SEP] [UNK][UNK] a\u0301[SEP]\u0301",
                "word".repeat(25) + " " + "w".repeat(100) + " " + "w".repeat(101) + " " + "é".repeat(100) + " end",
                "é".repeat(101) + " e" + "\u0301".repeat(300) + " 👍".repeat(101),
                "unaffable qqqqqzx ##ing ## # ###x",
                "\u2028line\u2029paragraph\u1680ogham\u180E",
                "; \u037E \u1FEF ` \u00B4 \u02C6 ^ $ + < = > | ~ € £ ¥ ¦ § © « » ¿",
                "हिन्दी ภาษาไทย தமிழ் ខ្មែរ ქართული ՀԱՅԵՐԵՆ Ꭰꭰ");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void hostileTextsHaveTheTokensOfTheReference(String text) {
        assertSame(text);
    }

    @Test
    void sourceFilesHaveTheTokensOfTheReference() throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(Path.of("src"))) {
            files = tree.filter(file -> file.toString().matches(".*\\.(java|py|rs|go|yml|sql|md|csv|json|html)"))
                    .sorted()
                    .limit(400)
                    .toList();
        }

        assertThat(files).hasSizeGreaterThan(200);
        for (Path file : files) {
            // Not all of it is UTF-8, and as Latin-1 each file has characters.
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            IntStream.iterate(0, start -> start < text.length(), start -> start + 2_000)
                    .limit(4)
                    .forEach(start -> assertSame(text.substring(start)));
        }
    }

    @Test
    void everyCharacterOfTheFirstTwoPlanesHasTheTokensOfTheReference() {
        // Few enough at once that none is cut off.
        for (int first = 0; first <= LAST_CODE_POINT_TO_COMPARE_EACH; first += 16) {
            assertSame(inContext(IntStream.range(first, first + 16)));
        }
    }

    @Test
    void charactersOfTheHigherPlanesHaveTheTokensOfTheReference() {
        for (int edge : new int[] {
            0x20000, 0x2A6DF, 0x2A700, 0x2B73F, 0x2B740, 0x2B81F, 0x2B820, 0x2B91F, 0x2B920, 0x2CEAF, 0x2F800, 0x2FA1F,
            0xE0001, 0xE007F, 0xE0100, 0xE01EF, 0xF0000, 0x10FFFF
        }) {
            assertSame(inContext(IntStream.rangeClosed(edge - 1, Math.min(edge + 1, Character.MAX_CODE_POINT))));
        }
    }

    /** Inside a word, and between a letter and an accent, where the order of what is done shows. */
    private static String inContext(IntStream codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.filter(c -> !NEWER.get(c)).forEach(c -> text.append('a')
                .appendCodePoint(c)
                .append("b \u03B1")
                .appendCodePoint(c)
                .append("\u0328 "));
        return text.toString();
    }

    @Property(tries = 500, seed = "1")
    void textsOfAnyCharactersHaveTheTokensOfTheReference(@ForAll("anything") String text) {
        assertSame(text);
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<Integer> codePoints = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0x20, 0x7E)),
                Tuple.of(1, Arbitraries.of((int) ' ', (int) '\n', (int) '\t')),
                Tuple.of(1, Arbitraries.integers().between(0, 0x24F)),
                Tuple.of(1, Arbitraries.integers().between(0x300, 0x36F)),
                Tuple.of(1, Arbitraries.integers().between(0x370, 0xFFFF)),
                Tuple.of(1, Arbitraries.integers().between(0x10000, 0x2FFFF)));
        return codePoints
                .filter(c -> !NEWER.get(c) && !isSurrogate(c))
                .list()
                .ofMaxSize(600)
                .map(list -> list.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Compared with a text without them: for one lone surrogate, the reference's binding spoils every emoji, too. */
    @Test
    void loneSurrogatesAreLeftOut() {
        assertThat(TOKENIZER.tokenize("\uD800pay\uDC00load \uDBFF 👍"))
                .isEqualTo(TOKENIZER.tokenize("payload 👍"))
                .containsExactly(reference.tokenize("payload 👍"));
    }

    @Test
    void aTextIsCutAtTheLimitAndNoLaterPartMatters() {
        Random random = new Random(20261126);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 300; word++) {
            text.append(random.nextInt(1_000_000)).append(word % 7 == 0 ? "Identifier" : " ");
        }

        assertSame(text.toString());
        assertThat(TOKENIZER.tokenize(text.toString()))
                .hasSize(MOST_TOKENS)
                .isEqualTo(TOKENIZER.tokenize(text + "tail"));
    }

    private static void assertSame(String text) {
        assertThat(TOKENIZER.tokenize(text)).as(text).containsExactly(reference.tokenize(text));
    }

    private static BitSet newerCharacters() {
        try {
            BitSet newer = new BitSet();
            Files.readAllLines(Path.of("src/test/resources/embedding/newer-characters.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .map(range -> range.split("-"))
                    .forEach(range -> newer.set(
                            Integer.parseInt(range[0], 16), Integer.parseInt(range[range.length - 1], 16) + 1));
            return newer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
