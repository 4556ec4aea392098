//! Parsers by other hands run behind a fence: where one panics, the record in its hands is lost and nothing else.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use crate::model::problem::Fault;

thread_local! {
    static IS_FENCED: Cell<bool> = const { Cell::new(false) };
}

/// Does something, and takes a panic for a fault of what it was done with. What the work has in its hands is not to be used
/// after a fault.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    let was_fenced = IS_FENCED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    IS_FENCED.set(was_fenced);
    outcome.map_err(|_| Fault::Malformed("its parser gave up".to_owned()))
}

/// Whether a panic of this thread is going to be caught, so that a hook for panics has nothing to say about it.
pub fn is_caught() -> bool {
    IS_FENCED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault_and_the_fence_stands_as_before() {
        assert_eq!(caught(|| 7), Ok(7));
        let inner = caught(|| {
            let fault = caught(|| -> u8 { std::panic::resume_unwind(Box::new(())) });
            (fault, is_caught())
        });
        assert_eq!(inner, Ok((Err(Fault::Malformed("its parser gave up".to_owned())), true)));
        assert!(!is_caught());
    }
}
