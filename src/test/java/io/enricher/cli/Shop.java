package io.enricher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small code base: an order and its lines in Java, and helpers in Python. */
record Shop(Path folder) {

    static Shop in(Path folder) {
        Shop shop = new Shop(folder);
        shop.write(
                "src/shop/Order.java",
                """
                package shop;

                import java.util.List;

                /** What a customer wants. */
                public final class Order {

                    private final List<Line> lines;

                    public Order(List<Line> lines) {
                        this.lines = List.copyOf(lines);
                    }

                    /** The price of all lines. */
                    public long total() {
                        long sum = 0;
                        for (Line line : lines) {
                            sum += line.price();
                        }
                        return sum;
                    }

                    private boolean isEmpty() {
                        return lines.isEmpty();
                    }
                }
                """);
        shop.write(
                "src/shop/Line.java",
                """
                package shop;

                public record Line(String article, long price) {

                    public Line {
                        if (price < 0) {
                            throw new IllegalArgumentException("a price is not negative");
                        }
                    }
                }
                """);
        shop.write(
                "scripts/report.py",
                """
                import sys


                def total_of(orders):
                    \"\"\"Adds up what the orders cost.\"\"\"
                    return sum(order.total() for order in orders)


                def main(argv):
                    print(total_of([]))
                """);
        return shop;
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String name, String before, String after) {
        write(name, read(name).replace(before, after));
    }

    /** A file of that many short functions. */
    static String helpers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "def helper_%d(value):\n    return value + %d\n".formatted(n, n))
                .collect(Collectors.joining("\n\n"));
    }
}
