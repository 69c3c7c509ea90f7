package com.example.shop

/** Keeps orders. */
final case class Orders(name: String, size: Int) extends Base {
  private val limit = 3

  /** Finds one. */
  override protected def find(name: String)(implicit limit: Int): Option[Order] = {
    def local(x: Int) = x
    None
  }

  private[shop] def hidden: Int = limit
}

object Orders {
  def make[T](name: String): Orders = Orders(name, 0)
}

trait Listener {
  def changed(): Unit
  def twice(): Unit = { changed(); changed() }
}

enum State {
  case Open
}

class Caller {
  val made = initial()

  def calls(): Unit = {
    first(1).second(new Orders("x", 1), new Box[Int](2))
    def inner() = third[Int](4)
    Orders("y", 2).find("z")(5)
  }
}
