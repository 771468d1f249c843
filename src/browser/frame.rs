//! Animation frames: one paint a frame, and loops that end. What waits here is called off when it is dropped:
//! what it would read may be gone by then.

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// Runs the latest job once in the next frame, however often it is asked for.
#[derive(Clone, Default)]
pub struct Coalesced {
    job: Rc<RefCell<Option<Job>>>,
    /// The frame or the task that runs it; dropped, it is called off.
    turn: Rc<RefCell<Option<Box<dyn Any>>>>,
}

type Job = Box<dyn FnOnce()>;

impl Coalesced {
    /// Replaces the job waiting for the next frame. The frame itself stays as asked for: a loop that asks
    /// anew every frame must not put it off for ever.
    pub fn ask(&self, job: impl FnOnce() + 'static) {
        self.put(Box::new(job), |run| Box::new(request_animation_frame(|_| run())));
    }

    /// The same in a task before the next frame, for a job that is as long as all else in that frame.
    pub fn ask_before(&self, job: impl FnOnce() + 'static) {
        self.put(Box::new(job), |run| Box::new(Timeout::new(0, run)));
    }

    fn put(&self, job: Job, turn: fn(Job) -> Box<dyn Any>) {
        let waiting = self.job.borrow_mut().replace(job).is_some();
        if waiting {
            return;
        }
        let slot = self.job.clone();
        let run = move || {
            let job = slot.borrow_mut().take();
            if let Some(job) = job {
                job();
            }
        };
        *self.turn.borrow_mut() = Some(turn(Box::new(run)));
    }
}

/// Runs a job after a pause; asked again meanwhile, it does not run twice. Dropped, it runs none.
#[derive(Clone, Default)]
pub struct Rarely(Rc<RefCell<Option<Timeout>>>);

impl Rarely {
    /// Runs `job` after `pause` ms, unless one waits already.
    pub fn ask(&self, pause: u32, job: impl FnOnce() + 'static) {
        if self.0.borrow().is_some() {
            return;
        }
        let slot = Rc::downgrade(&self.0);
        let waiting = Timeout::new(pause, move || {
            slot.upgrade().map(|slot| slot.take());
            job();
        });
        *self.0.borrow_mut() = Some(waiting);
    }
}

/// A loop over frames; starting it again ends the run before, and so does dropping it.
#[derive(Default)]
pub struct Loop(Rc<RefCell<Option<AnimationFrame>>>);

impl Loop {
    /// Calls `step` each frame with the seconds since the frame before, until it says it is done.
    pub fn run(&self, step: impl FnMut(f64) -> bool + 'static) {
        next(&self.0, Rc::new(RefCell::new(step)), None);
    }
}

fn next(
    frame: &Rc<RefCell<Option<AnimationFrame>>>,
    step: Rc<RefCell<dyn FnMut(f64) -> bool>>,
    before: Option<f64>,
) {
    let slot = Rc::downgrade(frame);
    let asked = request_animation_frame(move |now| {
        let seconds = before.map_or(0.0, |before| (now - before) / 1000.0);
        let over = (step.borrow_mut())(seconds);
        // The step may have ended the loop it is of.
        if let Some(frame) = slot.upgrade().filter(|_| !over) {
            next(&frame, step, Some(now));
        }
    });
    // Dropping the frame before frees it, and cancels it where it has not run.
    *frame.borrow_mut() = Some(asked);
}

/// Runs a job in a task of its own, after those that were asked for before it.
pub fn soon(job: impl FnOnce() + 'static) {
    after(0, job);
}

/// Runs a job after a pause, ms, whatever becomes of the one who asks.
pub fn after(pause: u32, job: impl FnOnce() + 'static) {
    let kept = Rc::new(RefCell::new(None));
    let own = kept.clone();
    let task = Timeout::new(pause, move || {
        // One that was forgotten would keep its callback for ever.
        own.take();
        job();
    });
    *kept.borrow_mut() = Some(task);
}

/// Lets effects run in the browser's own queue; called again, it changes nothing.
pub fn run_effects() {
    let _ = any_spawner::Executor::init_wasm_bindgen();
}
