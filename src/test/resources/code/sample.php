<?php

namespace App\Shop;

/**
 * Keeps orders.
 */
#[Entity]
final class Orders extends Base implements Countable
{
    use Loggable;

    private int $limit = 3;

    public function __construct(private string $name) {}

    /** Finds one. */
    protected static function find(string $name, int $limit = 5): ?Order
    {
        return null;
    }
}

interface Listener
{
    public function changed(): void;
}

trait Loggable
{
    private function log($m) { echo $m; }
}

enum State: string
{
    case Open = 'o';
}

function helper(array $a): int
{
    return count($a);
}

class Caller
{
    public function calls($shop)
    {
        first(\App\second(1));
        $this->third()?->fourth(new Orders("x"), new \App\Crate());
        self::fifth(Shop::open());
        $inner = function () { return sixth(); };
    }
}
