package com.example.shop;

import java.util.List;

/**
 * Keeps the orders of a shop.
 *
 * <p>Not for more than one thread.
 */
@SuppressWarnings("unused")
public final class OrderBook<T extends Comparable<T>> implements Iterable<T> {

    private static final int LIMIT = 10;

    static {
        System.out.println("loaded");
    }

    /** Opens an empty book. */
    public OrderBook(int size) {
        this.size = size;
    }

    // Not documentation.
    @Override
    protected <R> List<R> find(String name, int limit) throws IllegalStateException {
        Runnable later = new Runnable() {
            @Override
            public void run() {
                close();
            }
        };
        return List.of();
    }

    abstract int count();

    private enum State {
        OPEN,
        CLOSED;

        State() {}
    }

    record Line(String name, int amount) {
        Line {
            amount = Math.max(0, amount);
        }
    }

    interface Listener {
        void changed();
    }
}

@interface Marker {
    int value();
}

class Caller {
    private final Object made = new java.util.ArrayList<String>(initial());

    void calls() {
        first().second(new Basket(), new Box<Item>(), new shop.Crate());
        this.first();
        Runnable inner = new Runnable() {
            public void run() {
                third();
            }
        };
    }
}
