import fs from "fs";

/** Opens a door. */
export default function open(door, { force = false } = {}) {
  return door;
}

function* steps() {
  yield 1;
}

// Closes what open opened.
// Twice is fine.
export const close = async (door) => {
  return door;
};

const inner = (x) => x + 1, other = 2;

export class Door extends Thing {
  #lock = 1;

  constructor(size) {
    super(size);
  }

  static async make(size) {
    return new Door(size);
  }

  handle = () => {
    return 1;
  };

  #secret() {}
}

module.exports.legacy = function (a) {
  return a;
};

const table = {
  run: function (x) {
    return x;
  },
};

function late() {}
export { late };

class Caller {
  made = initial();

  calls() {
    first(1).second?.(new Door(2), new shop.Crate());
    this.#lock();
    const inner = () => third();
    return first`x` ?? inner();
  }
}
