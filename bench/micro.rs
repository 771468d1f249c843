//! How the costs of the model grow, natively: medians at several sizes and the exponent fitted to them, as
//! Markdown. `cargo bench --bench micro`; without `--bench`, as tests run it, each subject runs once at its
//! smallest size.

use compute_anxiety::bundled;
use compute_anxiety::data::bundle::{pack, unpack};
use compute_anxiety::data::own;
use compute_anxiety::model::adoption::Experiment;
use compute_anxiety::model::change_point::change_point;
use compute_anxiety::model::day::Day;
use compute_anxiety::model::downsample::min_max;
use compute_anxiety::model::pyramid::Pyramid;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Timings at each size; the median is reported.
const SAMPLES: usize = 9;
/// A timing repeats what is timed until it lasts this long.
const LEAST: Duration = Duration::from_millis(10);

/// Makes the input of a size, and gives what is timed with it.
type Make = fn(usize) -> Option<Box<dyn FnMut()>>;

struct Subject {
    name: &'static str,
    unit: &'static str,
    sizes: [usize; 5],
    make: Make,
}

const SUBJECTS: [Subject; 8] = [
    Subject {
        name: "a reader's CSV, parsed",
        unit: "rows",
        sizes: [500, 1_600, 5_000, 16_000, 50_000],
        make: own_csv,
    },
    Subject {
        name: "the bundle, decoded",
        unit: "days of closes",
        sizes: [10_000, 30_000, 100_000, 300_000, 1_000_000],
        make: bundle,
    },
    Subject {
        name: "min–max downsampling to 1,000 columns",
        unit: "points",
        sizes: [1_000, 10_000, 100_000, 1_000_000, 10_000_000],
        make: downsampling,
    },
    Subject {
        name: "the pyramid, built",
        unit: "points",
        sizes: [1_000, 10_000, 100_000, 1_000_000, 10_000_000],
        make: pyramid,
    },
    Subject {
        name: "the pyramid, asked for 1,000 columns",
        unit: "points",
        sizes: [1_000, 10_000, 100_000, 1_000_000, 10_000_000],
        make: columns,
    },
    Subject {
        name: "change point",
        unit: "periods",
        sizes: [25, 75, 250, 750, 2_500],
        make: change,
    },
    Subject {
        name: "simulation, 2,000 adopters",
        unit: "runs",
        sizes: [1_000, 3_000, 10_000, 30_000, 100_000],
        make: |runs| simulation(2_000, runs),
    },
    Subject {
        name: "simulation, 10,000 runs",
        unit: "adopters",
        sizes: [128, 256, 512, 1_024, 2_048],
        make: |adopters| simulation(adopters, 10_000),
    },
];

/// A walk that never repeats: deterministic, and in fives so that five decimals keep it.
fn walk(n: usize) -> impl Iterator<Item = f64> {
    let mut state = 1_u32;
    let mut level = 5_000_000_i64;
    (0..n).map(move |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        level = (level + i64::from(state >> 20) - 2_047).max(100_000);
        level as f64 / 1e5
    })
}

fn own_csv(rows: usize) -> Option<Box<dyn FnMut()>> {
    let line = |(i, v): (i32, f64)| format!("{},{v}\n", Day(i - 25_000));
    let text: String = (0..).zip(walk(rows)).map(line).collect();
    own::parse(&text).ok()?;
    Some(Box::new(move || _ = black_box(own::parse(black_box(&text)))))
}

fn bundle(days: usize) -> Option<Box<dyn FnMut()>> {
    let mut data = bundled::data().ok()?;
    data.stock.split.days = (0..days as i32).map(Day).collect();
    data.stock.split.values = walk(days).collect();
    data.stock.dividend = data.stock.split.clone();
    let bytes = pack(&data).ok()?;
    Some(Box::new(move || _ = black_box(unpack(black_box(&bytes)))))
}

fn downsampling(points: usize) -> Option<Box<dyn FnMut()>> {
    let step = 1_000.0 / points as f64;
    let points: Vec<(f64, f64)> =
        walk(points).enumerate().map(|(i, y)| (i as f64 * step, y)).collect();
    Some(Box::new(move || _ = black_box(min_max(&mut black_box(&points).iter().copied()))))
}

fn indexed(points: usize) -> Vec<(f64, f64)> {
    walk(points).enumerate().map(|(i, y)| (i as f64, y)).collect()
}

fn pyramid(points: usize) -> Option<Box<dyn FnMut()>> {
    let points = indexed(points);
    Some(Box::new(move || _ = black_box(Pyramid::new(black_box(&points)))))
}

fn columns(points: usize) -> Option<Box<dyn FnMut()>> {
    let points = indexed(points);
    let (pyramid, step) = (Pyramid::new(&points)?, points.len() / 1_000);
    Some(Box::new(move || {
        for column in 0..1_000 {
            black_box(pyramid.extremes(black_box(&points), column * step, (column + 1) * step));
        }
    }))
}

fn change(periods: usize) -> Option<Box<dyn FnMut()>> {
    let totals = vec![1_000.0; periods];
    let wave =
        |(i, v): (usize, f64)| (v * 7.0).floor() % 20.0 + if i * 2 > periods { 40.0 } else { 10.0 };
    let hits: Vec<f64> = walk(periods).enumerate().map(wave).collect();
    change_point(&hits, &totals, 0.9)?;
    Some(Box::new(move || _ = black_box(change_point(black_box(&hits), &totals, 0.9))))
}

/// From one unit each, both powers 1: every state occurs.
fn simulation(adopters: usize, runs: usize) -> Option<Box<dyn FnMut()>> {
    let mut seed = 0;
    Some(Box::new(move || {
        seed += 1;
        let mut all = Experiment::new([1, 1], [1.0, 1.0], adopters as u32, runs as u32, seed);
        all.advance(u32::MAX);
        black_box(all.tally());
    }))
}

/// Seconds of one call, the median of [`SAMPLES`].
fn median(run: &mut dyn FnMut()) -> f64 {
    let mut repeats = 1;
    let mut time = |repeats: u32| {
        let start = Instant::now();
        (0..repeats).for_each(|_| run());
        start.elapsed()
    };
    while time(repeats) < LEAST {
        repeats *= 2;
    }
    let mut seconds = [0.0; SAMPLES].map(|_: f64| time(repeats).as_secs_f64() / f64::from(repeats));
    seconds.sort_by(f64::total_cmp);
    seconds[SAMPLES / 2]
}

/// Slope of the least-squares line through (ln n, ln t), and its standard error.
fn exponent(points: &[(f64, f64)]) -> (f64, f64) {
    let logs: Vec<(f64, f64)> =
        points.iter().map(|(n, t)| (libm::log(*n), libm::log(*t))).collect();
    let count = logs.len() as f64;
    let mean = |f: fn(&(f64, f64)) -> f64| logs.iter().map(f).sum::<f64>() / count;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let spread: f64 = logs.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    let slope = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / spread;
    let off = |p: &(f64, f64)| p.1 - y - slope * (p.0 - x);
    let rest: f64 = logs.iter().map(|p| off(p) * off(p)).sum();
    (slope, libm::sqrt(rest / (count - 2.0) / spread))
}

/// Three digits with a unit.
fn duration(seconds: f64) -> String {
    let (value, unit) = match seconds {
        s if s < 1e-3 => (s * 1e6, "µs"),
        s if s < 1.0 => (s * 1e3, "ms"),
        s => (s, "s"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

fn main() -> ExitCode {
    let whole = std::env::args().any(|argument| argument == "--bench");
    if whole {
        println!(
            "| subject | n | median of {SAMPLES} at each n | exponent ± standard error |\n|---|---|---|---|"
        );
    }
    for Subject { name, unit, sizes, make } in SUBJECTS {
        let mut points = Vec::new();
        for size in sizes.into_iter().take(if whole { sizes.len() } else { 1 }) {
            let Some(mut run) = make(size) else {
                eprintln!("{name}: no input of {size} {unit} could be made");
                return ExitCode::FAILURE;
            };
            if whole {
                points.push((size as f64, median(&mut *run)));
            } else {
                run();
            }
        }
        if whole {
            let times: Vec<String> = points.iter().map(|p| duration(p.1)).collect();
            let (slope, error) = exponent(&points);
            println!(
                "| {name} | {sizes:?} {unit} | {} | {slope:.2} ± {error:.2} |",
                times.join(", ")
            );
        }
    }
    ExitCode::SUCCESS
}
