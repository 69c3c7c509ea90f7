#include <string>

namespace shop {

/// Keeps things.
class Store : public Base {
public:
    explicit Store(int size) : size_(size) {}
    ~Store() { clear(); }

    virtual const std::string& name() const { return name_; }
    int count() const;

protected:
    static int helper(int a) { return a; }

private:
    int size_;
    std::string name_;
    bool operator==(const Store& other) const { return true; }
};

int Store::count() const {
    return size_;
}

template <typename T>
T largest(T a, T b) {
    return a > b ? a : b;
}

struct Plain {
    int x;
    auto twice() -> int { return x * 2; }
};

}  // namespace shop

static void local() {}

class Caller {
    int made = initial();

    void calls(Store* store) {
        first(store->count(), shop::largest<int>(1, 2));
        this->second<int>(new shop::Store(1), std::make_unique<Plain>());
        auto inner = [] { third(); };
        largest<a::B>(1);
    }
};
