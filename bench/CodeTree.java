import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a source tree of any size: {@code java bench/CodeTree.java 40000 tree}. Types of 10 to 30 members in Java,
 * Python, TypeScript and Go, in turns; most functions have at most 10 lines, one in two hundred has over 100. All differ;
 * the same number gives the same tree. It has about 500 bytes for each symbol, as code bases have: this repository 433,
 * gson 475, libstdc++ 498, npm 584 (measured 2026-11).
 */
final class CodeTree {

    private static final String[] VERBS = "load find merge send check price reserve parse render close count retry".split(" ");
    private static final String[] NOUNS =
            "Order Invoice Customer Stock Parcel Route Ledger Token Window Schema Report Policy Batch Queue".split(" ");
    private static final String[] WORDS = ("the of a which keeps total before after limit customer order until amount "
                    + "naïve größer refused twice late stored shared currency rounding warehouse")
            .split(" ");
    private static final int FILES_IN_FOLDER = 40;

    private final Random random = new Random(20261126);
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        new CodeTree().write(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
    }

    private void write(int symbols, Path root) throws IOException {
        int left = symbols;
        for (int file = 0; left > 0; file++) {
            Language language = Language.values()[file % Language.values().length];
            // A type without members is a symbol, too.
            int members = Math.min(left, 10 + random.nextInt(21)) - 1;
            String type = pick(NOUNS) + pick(NOUNS) + file;
            Path folder = Files.createDirectories(root.resolve(language.folder + "/part" + file / FILES_IN_FOLDER));
            Files.writeString(folder.resolve(type + language.ending), file(language, type, members));
            left -= members + 1;
        }
    }

    private String file(Language language, String type, int members) {
        text.setLength(0);
        switch (language) {
            case JAVA -> text.append("package shop;\n\nimport java.util.List;\n\n/** ").append(words(12))
                    .append(". */\npublic final class ").append(type).append(" {\n\n    private final int limit = 7;\n");
            case PYTHON -> text.append("import math\n\n\nclass ").append(type).append(":\n    \"\"\"").append(words(12))
                    .append(".\"\"\"\n\n    limit = 7\n");
            case TYPESCRIPT -> text.append("import { List } from './list';\n\n/** ").append(words(12))
                    .append(". */\nexport class ").append(type).append(" {\n  private limit = 7;\n");
            case GO -> text.append("package shop\n\n// ").append(type).append(' ').append(words(12)).append(".\ntype ")
                    .append(type).append(" struct {\n\tlimit int\n}\n");
        }
        for (int member = 0; member < members; member++) {
            member(language, type);
        }
        return text.append(language == Language.JAVA || language == Language.TYPESCRIPT ? "}\n" : "").toString();
    }

    private void member(Language language, String type) {
        String name = pick(VERBS) + pick(NOUNS) + names.size();
        names.add(name);
        String doc = words(6 + random.nextInt(15)) + '.';
        boolean documented = random.nextInt(3) > 0;
        String access = random.nextInt(3) == 0 ? "private" : "public";
        text.append('\n');
        switch (language) {
            case JAVA -> text.append(documented ? "    /** " + doc + " */\n" : "")
                    .append("    ").append(access).append(" int ").append(name).append("(int amount, List<String> lines) {\n");
            case PYTHON -> text.append("    def ").append(name).append("(self, amount, lines):\n")
                    .append(documented ? "        \"\"\"" + doc + "\"\"\"\n" : "");
            case TYPESCRIPT -> text.append(documented ? "  /** " + doc + " */\n" : "")
                    .append("  ").append(access).append(' ').append(name).append("(amount: number, lines: string[]): number {\n");
            case GO -> text.append(documented ? "// " + name + ' ' + doc + '\n' : "")
                    .append("func (self *").append(type).append(") ").append(name).append("(amount int, lines []string) int {\n");
        }
        body(language, lines());
        text.append(language.closing);
    }

    /** Of a body. */
    private int lines() {
        int percent = random.nextInt(100);
        if (percent < 70) {
            return 3 + random.nextInt(5);
        }
        if (percent < 94) {
            return 8 + random.nextInt(12);
        }
        return random.nextInt(16) > 0 ? 20 + random.nextInt(20) : 100 + random.nextInt(100);
    }

    private void body(Language language, int lines) {
        String indent = language.indent;
        for (int line = 1; line < lines; line += 3) {
            String call = language.self + names.get(random.nextInt(names.size()));
            text.append(indent).append(language.local).append("value").append(line).append(language.assign).append(call)
                    .append("(amount + ").append(random.nextInt(1000)).append(", lines)").append(language.end).append('\n');
            text.append(indent).append(language.test.formatted("value" + line, random.nextInt(1000))).append('\n');
            text.append(indent).append(language.step).append("amount = amount * ").append(2 + random.nextInt(90))
                    .append(" - value").append(line).append(language.end).append('\n');
            text.append(language == Language.PYTHON ? "" : indent + "}\n");
        }
        text.append(indent).append("return amount").append(language.end).append('\n');
    }

    private String words(int count) {
        StringBuilder some = new StringBuilder(pick(WORDS));
        for (int i = 1; i < count; i++) {
            some.append(' ').append(pick(WORDS));
        }
        return some.toString();
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private enum Language {
        JAVA("java", ".java", "        ", "    ", "int ", " = ", "this.", ";", "if (%s > %d) {", "    }\n"),
        PYTHON("python", ".py", "        ", "    ", "", " = ", "self.", "", "if %s > %d:", ""),
        TYPESCRIPT("web", ".ts", "    ", "  ", "const ", " = ", "this.", ";", "if (%s > %d) {", "  }\n"),
        GO("go", ".go", "\t", "\t", "", " := ", "self.", "", "if %s > %d {", "}\n");

        private final String folder;
        private final String ending;
        private final String indent;
        private final String step;
        private final String local;
        private final String assign;
        private final String self;
        private final String end;
        private final String test;
        private final String closing;

        Language(
                String folder,
                String ending,
                String indent,
                String step,
                String local,
                String assign,
                String self,
                String end,
                String test,
                String closing) {
            this.folder = folder;
            this.ending = ending;
            this.indent = indent;
            this.step = step;
            this.local = local;
            this.assign = assign;
            this.self = self;
            this.end = end;
            this.test = test;
            this.closing = closing;
        }
    }
}
