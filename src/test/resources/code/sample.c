#include <stdio.h>

/* A point. */
struct point {
    int x, y;
};

typedef struct {
    int a;
} options_t;

enum colour { RED, GREEN };

/**
 * Adds two.
 */
static inline int add(int a, int b)
{
    return a + b;
}

char **names(const struct point *p, int n) {
    return 0;
}

int (*pick(int which))(int, int) {
    return add;
}

int declared(int x);

void calls(struct point *p) {
    first(add(1, 2));
    p->move(1)[0].second();
    (*handler)(p);
}
