//! Pure numbers: no browser, no clock, no text; every function is total (empty in, empty out).

pub mod adoption;
pub mod change_point;
pub mod day;
pub mod decimal;
pub mod downsample;
pub mod drawdown;
pub mod lanes;
pub mod points;
pub mod pyramid;
pub mod race;
pub mod rebase;
pub mod returns;
pub mod rng;
pub mod scale;
pub mod series;
pub mod shares;
pub mod ticks;
pub mod time_ticks;
