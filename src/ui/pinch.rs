//! Two fingers on a surface: what they held, and where they are now.

use std::cell::RefCell;
use std::rc::Rc;

/// Two places, the lower one first.
pub type Two = (f64, f64);

/// The fingers that are down, by pointer, with their places.
#[derive(Clone, Default)]
pub struct Fingers(Rc<RefCell<Vec<(i32, f64)>>>);

impl Fingers {
    /// A finger came down.
    pub fn down(&self, pointer: i32, place: f64) {
        self.up(pointer);
        self.0.borrow_mut().push((pointer, place));
    }

    /// A finger went up or was taken over by the browser.
    pub fn up(&self, pointer: i32) {
        self.0.borrow_mut().retain(|(known, _)| *known != pointer);
    }

    /// A finger moved: where both were and are, if there are two.
    pub fn moved(&self, pointer: i32, place: f64) -> Option<(Two, Two)> {
        let before = self.both();
        if let Some(finger) = self.0.borrow_mut().iter_mut().find(|(known, _)| *known == pointer) {
            finger.1 = place;
        }
        Some((before?, self.both()?))
    }

    fn both(&self) -> Option<Two> {
        match self.0.borrow().as_slice() {
            [(_, a), (_, b)] => Some((a.min(*b), a.max(*b))),
            _ => None,
        }
    }
}
