//! Tables as nobody should publish them: not numbers, infinite, extreme, empty, one row, all equal, backwards,
//! twice, in no order, ranges of 10⁻¹⁵, columns of different lengths.

use compute_anxiety::data::attention::{Attention, Counts};
use compute_anxiety::data::chips::Chip;
use compute_anxiety::data::events::Event;
use compute_anxiety::data::gap::Month;
use compute_anxiety::data::installed::{Installed, OWNERS};
use compute_anxiety::data::later::Later;
use compute_anxiety::data::models::{Country, Models, Named, Price};
use compute_anxiety::data::race::{Car, Powertrain};
use compute_anxiety::data::stock::{Peers, Stock};
use compute_anxiety::data::story::{Case, Moment, Wave};
use compute_anxiety::data::{Data, terms::Terms};
use compute_anxiety::model::day::Day;
use compute_anxiety::model::rng::SplitMix64;
use compute_anxiety::model::series::Series;

const WILD: [f64; 16] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    5e-324,
    -5e-324,
    0.0,
    -0.0,
    1e-15,
    1e15,
    1e300,
    -1.0,
    1.0,
    100.0,
];

/// How the numbers of one column are bad.
#[derive(Clone, Copy)]
enum Numbers {
    Wild,
    Equal(f64),
    /// Neighbours at the end of a double's precision.
    Narrow(f64),
    /// Any size and sign.
    Magnitudes,
    Sane,
}

/// How the days of one column are bad.
#[derive(Clone, Copy)]
enum Days {
    Ascending,
    Backwards,
    Twice,
    Unordered,
    Extreme,
}

/// A stream of hostile tables, the same for the same seed.
pub struct Hostile(SplitMix64);

impl Hostile {
    pub fn new(seed: u64) -> Self {
        Self(SplitMix64::stream(seed, 8))
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.0.word() % n.max(1) as u64) as usize
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn wild(&mut self) -> f64 {
        WILD[self.below(WILD.len())]
    }

    /// Mostly few rows; now and then some hundred.
    fn rows(&mut self) -> usize {
        match self.below(40) {
            0 => 300 + self.below(100),
            1..=6 => 0,
            7..=12 => 1,
            _ => 2 + self.below(12),
        }
    }

    pub fn numbers(&mut self, rows: usize) -> Vec<f64> {
        let kind = match self.below(5) {
            0 => Numbers::Wild,
            1 => Numbers::Equal(self.wild()),
            2 => Numbers::Narrow([1.0, -1.0, 1e9, 1e-300][self.below(4)]),
            3 => Numbers::Magnitudes,
            _ => Numbers::Sane,
        };
        (0..rows)
            .map(|i| match kind {
                Numbers::Wild => self.wild(),
                Numbers::Equal(value) => value,
                Numbers::Narrow(base) => base * (1.0 + i as f64 * 1e-15),
                Numbers::Magnitudes => {
                    let power = self.below(617) as i32 - 308;
                    (self.0.unit() - 0.5) * 10f64.powi(power)
                }
                // One bad cell among good ones is the likeliest defect of all.
                Numbers::Sane if self.below(20) == 0 => self.wild(),
                Numbers::Sane => self.0.unit() * 100.0,
            })
            .collect()
    }

    pub fn days(&mut self, rows: usize) -> Vec<Day> {
        let kinds = [Days::Ascending, Days::Backwards, Days::Twice, Days::Unordered, Days::Extreme];
        let kind = kinds[self.below(kinds.len())];
        let step = [1, 7, 30, 91, 365, 40_000][self.below(6)];
        (0..rows as i32)
            .map(|i| match kind {
                Days::Ascending => Day(14_000 + i * step),
                Days::Backwards => Day(21_000 - i * step),
                Days::Twice => Day(18_000 + i / 3 * step),
                Days::Unordered => Day(14_000 + self.below(7_000) as i32),
                Days::Extreme => {
                    // As far as a day can be written: years −9999 to 9999.
                    Day([-4_371_587, 2_932_896, 0, -719_468, -719_469, 2_932_895][self.below(6)])
                }
            })
            .collect()
    }

    /// A length that is now and then not the one of the columns beside it.
    fn about(&mut self, rows: usize) -> usize {
        if self.below(10) == 0 { self.rows() } else { rows }
    }

    pub fn series(&mut self) -> Series {
        let rows = self.rows();
        let values = self.about(rows);
        Series { days: self.days(rows), values: self.numbers(values) }
    }

    fn columns(&mut self, count: usize, rows: usize) -> Vec<Vec<f64>> {
        let count = if self.below(20) == 0 { self.below(count + 1) } else { count };
        (0..count)
            .map(|_| {
                let rows = self.about(rows);
                self.numbers(rows)
            })
            .collect()
    }

    fn counts(&mut self) -> Counts {
        let rows = self.rows();
        let totals = self.about(rows);
        let hits = [(); 3].map(|()| {
            let rows = self.about(rows);
            self.numbers(rows)
        });
        let months = [1, 3, 6][self.below(3)];
        Counts { months, starts: self.days(rows), totals: self.numbers(totals), hits }
    }

    fn text(&mut self) -> String {
        let texts = ["", "x", "<b>&\"'", "中文", "=1+1", "\u{202e}\u{0}", "NVDA", "US", "China"];
        match self.below(30) {
            0 => "长".repeat(400),
            pick => texts[pick % texts.len()].to_string(),
        }
    }

    fn words(&mut self) -> (String, String) {
        (self.text(), self.text())
    }

    fn number(&mut self) -> f64 {
        self.numbers(1)[0]
    }

    fn day(&mut self) -> Day {
        self.days(1)[0]
    }

    fn year(&mut self) -> i32 {
        1_800 + self.below(300) as i32
    }

    fn many<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.rows().min(60)).map(|_| make(self)).collect()
    }

    fn named(&mut self) -> Named {
        Named { name: self.text(), day: self.day(), flop: self.number() }
    }

    fn years(&mut self) -> Vec<(i32, f64)> {
        self.many(|h| (h.year(), h.number()))
    }

    fn installed(&mut self) -> Installed {
        let (rows, fiscal) = (self.rows(), self.rows());
        let share = self.about(fiscal);
        Installed {
            quarters: self.days(rows),
            owners: self.columns(OWNERS.len(), rows),
            china: self.columns(2, rows),
            total: self.columns(3, rows),
            fiscal: self.days(fiscal),
            h20: self.numbers(share),
        }
    }

    fn models(&mut self) -> Models {
        let rows = self.rows();
        let flop = self.about(rows);
        Models {
            days: self.days(rows),
            flop: self.numbers(flop),
            frontier: self.many(Self::named),
            story: self.named(),
            prices: self.many(|h| Price {
                benchmark: h.text(),
                level: h.text(),
                points: h.number(),
                factor: h.number(),
                interval: (h.number(), h.number()),
            }),
            countries: self.many(|h| Country {
                year: h.year(),
                country: h.text(),
                counts: [h.number(), h.number(), h.number()],
            }),
        }
    }

    fn car(&mut self) -> Car {
        let kinds = [Powertrain::Petrol, Powertrain::Steam, Powertrain::Disputed];
        Car {
            driver: self.text(),
            make: self.text(),
            powertrain: kinds[self.below(3)],
            seconds: self.flag().then(|| self.number()),
            merits: [(); 3].map(|()| [None, Some(true), Some(false)][self.below(3)]),
        }
    }

    /// Every table, each bad in a way of its own.
    pub fn data(&mut self, terms: &[Terms], events: &[Event]) -> Data {
        let rows = self.rows();
        Data {
            stock: Stock { split: self.series(), dividend: self.series() },
            peers: Peers {
                names: ["NVDA", "AMD", "INTC", "TSM", "SPX"].map(String::from).to_vec(),
                months: self.days(rows),
                values: self.columns(5, rows),
            },
            attention: Attention {
                board: self.counts(),
                board_ai: self.counts(),
                policy: self.counts(),
                diffusion: self.numbers(rows),
                news: self.counts(),
            },
            race: self.many(Self::car),
            chips: self.many(|h| Chip {
                name: h.text(),
                day: h.day(),
                values: [(); 7].map(|()| h.flag().then(|| h.number())),
            }),
            models: self.models(),
            installed: self.installed(),
            gap: self.many(|h| Month {
                day: h.day(),
                open: h.number(),
                china: h.number(),
                open_is_chinese: h.flag(),
                best: [(); 4].map(|()| h.text()),
            }),
            later: Later {
                power: self.many(|h| (h.year(), [h.number(), h.number(), h.number()])),
                cars: self.years(),
                stations: self.years(),
                price: self.years(),
            },
            timeline: self.many(|h| Moment {
                day: h.day(),
                kind: h.below(256) as u8,
                words: h.words(),
            }),
            cases: self.many(|h| Case { partner: h.flag(), words: h.words() }),
            hype: self.many(|h| Wave {
                year: h.year(),
                peak: h.flag(),
                ai: h.flag(),
                words: h.words(),
            }),
            events: match self.below(3) {
                0 => events.to_vec(),
                _ => self.many(|h| Event {
                    id: events[h.below(events.len())].id.clone(),
                    day: h.day(),
                    zh: h.text(),
                    en: h.text(),
                }),
            },
            terms: if self.flag() { terms.to_vec() } else { Vec::new() },
        }
    }
}
