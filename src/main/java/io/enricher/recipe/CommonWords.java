package io.enricher.recipe;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words of code that are known without being declared: keywords, literals and plain types of the languages there are. */
final class CommonWords {

    private static final String KEYWORDS =
            """
            abstract and as assert async await begin break case catch class companion const constexpr continue crate data
            declare def default defer delete do elif else elsif end ensure enum except export extends extern final finally
            fn for foreach from fun func function global go goto if impl implements import in include inline instanceof
            interface internal is lambda let lock loop match mod module mut namespace native new not object of open operator
            or out override package pass private protected pub public raise readonly record ref require rescue return sealed
            select self sizeof static struct super suspend switch synchronized template this throw throws trait transient try
            type typedef typename typeof union unless unsafe use using val var virtual volatile when where while with yield
            """;

    private static final String LITERALS =
            "true false null nil none None True False undefined NaN nullptr NULL self this it args kwargs";

    private static final String TYPES =
            """
            Array Boolean Byte Char Character Class Dict Double Error Exception Float Function Int Integer Iterable Iterator
            List Long Map Number Object Optional Option Promise Result Set Short Some String Tuple Unit Vec Void Err Ok Any
            any array auto bool boolean byte bytes char complex decimal dict double dynamic error f32 f64 float float32
            float64 frozenset i8 i16 i32 i64 int int8 int16 int32 int64 isize iterable list long map mixed never number
            rune set short signed size_t str string tuple u8 u16 u32 u64 uint uint8 uint16 uint32 uint64 unknown unsigned
            usize vector void
            """;

    private static final Set<String> ALL = Arrays.stream((KEYWORDS + " " + LITERALS + " " + TYPES).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    private CommonWords() {}

    /** Whether a word proves nothing: it is common, or a single letter, as examples name their values. */
    static boolean contains(String word) {
        return word.length() == 1 || ALL.contains(word);
    }
}
