export interface Shape<T> {
  area(unit: string): number;
}

/** All colours. */
export enum Colour {
  Red,
}

@Component({ name: "box" })
export abstract class Box implements Shape<string> {
  private readonly size: number = 1;

  /** In square metres. */
  @Memo()
  public area(unit: string): number {
    return this.size;
  }

  protected abstract grow(by: number): void;

  private onClick = async (event: Event): Promise<void> => {
    console.log(event);
  };
}

namespace Inner {
  export function helper(x: number): string {
    return "" + x;
  }
}

function local(): void {}

class Caller {
  private made = initial<string>();

  calls(): void {
    first<number>(1)?.second(new Box<string>(), new shop.Crate());
    const inner = (): void => third();
    inner();
  }
}
