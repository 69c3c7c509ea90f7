package io.enricher.code;

/** Takes a qualified name of C++ apart: {@code a::Foo<b::C>::bar} is {@code bar} of {@code a::Foo<b::C>}. */
final class CppName {

    private CppName() {}

    /** The last part, without template arguments. */
    static String own(String name) {
        String own = name.substring(ownStart(name));
        return isOperator(own, 0) ? own : own.replaceFirst("<.*", "").strip();
    }

    /** All but the last part; empty for a plain name. */
    static String owner(String name) {
        return name.substring(0, Math.max(0, ownStart(name) - 2));
    }

    /** Behind the last {@code ::} that is not part of a template argument. */
    private static int ownStart(String name) {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < name.length() && !isOperator(name, start); i++) {
            char c = name.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth == 0 && name.startsWith("::", i)) {
                start = i + 2;
            }
        }
        return start;
    }

    /** {@code operator<} and {@code operator new}, but not {@code operators}. */
    private static boolean isOperator(String name, int start) {
        int end = start + "operator".length();
        return name.startsWith("operator", start)
                && (end == name.length() || !Character.isJavaIdentifierPart(name.charAt(end)));
    }
}
