package io.enricher.code;

import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterScala;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/** The grammars in the jar; each unpacks its native library when its class is first used. */
final class BundledGrammars {

    private BundledGrammars() {}

    static TSLanguage load(Language language) {
        // Suppliers, because the JVM loads what a method may return as itself when it verifies the method.
        Supplier<TSLanguage> grammar =
                switch (language) {
                    case JAVA -> TreeSitterJava::new;
                    case PYTHON -> TreeSitterPython::new;
                    case JAVASCRIPT -> TreeSitterJavascript::new;
                    case TYPESCRIPT -> TreeSitterTypescript::new;
                    case TSX -> TreeSitterTsx::new;
                    case GO -> TreeSitterGo::new;
                    case RUST -> TreeSitterRust::new;
                    case C -> TreeSitterC::new;
                    case CPP -> TreeSitterCpp::new;
                    case RUBY -> TreeSitterRuby::new;
                    case CSHARP -> TreeSitterCSharp::new;
                    case KOTLIN -> TreeSitterKotlin::new;
                    case PHP -> TreeSitterPhp::new;
                    case SCALA -> TreeSitterScala::new;
                };
        return grammar.get();
    }
}
