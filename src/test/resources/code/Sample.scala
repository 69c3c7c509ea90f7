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
