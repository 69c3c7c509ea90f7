//! A crate.

/// A stack of values.
#[derive(Debug, Clone)]
pub struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    /// Pushes one.
    ///
    /// Never fails.
    #[inline]
    pub async fn push(&mut self, item: T) -> usize {
        self.items.push(item);
        self.items.len()
    }

    pub(crate) fn peek(&self) -> Option<&T> {
        self.items.last()
    }

    fn grow(&mut self) {}
}

pub trait Shape {
    fn area(&self) -> f64;

    fn name(&self) -> String {
        String::new()
    }
}

impl Shape for Stack<u8> {
    fn area(&self) -> f64 {
        0.0
    }
}

mod inner {
    pub enum Colour {
        Red,
    }

    fn hidden() {}
}

macro_rules! twice {
    ($x:expr) => {
        $x + $x
    };
}

fn calls(stack: &mut Stack<u8>) -> usize {
    fn inner() {
        third();
    }
    log::info!("start");
    first(1).second(Stack::<u8>::make(), shop::open::<u8>());
    let all = (0..3).collect::<Vec<_>>();
    twice!(stack.push(1), all != (b), [c]);
    all.len()
}
