module Shop
  # A basket.
  # Holds things.
  class Basket < Base
    attr_reader :items

    def initialize(items = [])
      @items = items
    end

    def self.empty
      new
    end

    private

    # Never called.
    def check!(item, strict: false)
      item.nil?
    end

    public def size = @items.size
  end
end

def top
  1
end

class Caller
  made :initial

  private def calls(shop)
    first(1).second { |x| x.third }
    Basket.new(Shop::Crate.new, Shop.open)
    self.fourth
    Integer("1")
  end
end
