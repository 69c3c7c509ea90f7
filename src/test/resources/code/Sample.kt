package com.example.shop

/** Keeps orders. */
data class Orders(val name: String, private val size: Int = 0) : Base() {
    private val cache = mutableMapOf<String, Int>()

    constructor(name: String) : this(name, 1)

    /** Finds one. */
    @JvmStatic
    internal suspend fun find(name: String, limit: Int = 5): List<Order>? {
        fun local() = 1
        return null
    }

    override fun toString() = name

    companion object Factory {
        fun make(): Orders = Orders("x")
    }
}

interface Listener {
    fun changed()
}

enum class State { OPEN, CLOSED }

object Registry

private fun String.shout(): String = uppercase()

class Caller : Listener, Base<Int>(initial()) {
    val made = Orders("y")

    fun calls() {
        first(1).second { it.third() }
        fun inner() = fourth()
        this.made?.find("a")
        generic<Int>()
    }
}
