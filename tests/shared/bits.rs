//! The same numbers on the host and in the browser: one fingerprint, computed in both.

use compute_anxiety::data::Data;
use compute_anxiety::figure::adoption;
use compute_anxiety::figure::attention::{Against, Measure, Source, compute_change, counts};
use compute_anxiety::i18n::number;
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::model::returns::{log_returns, simple_returns};
use compute_anxiety::model::scale::Scale;
use compute_anxiety::model::ticks::ticks;

/// What both sides must arrive at.
pub const EXPECTED: u64 = 12_655_262_318_879_751_938;

/// FNV-1a over the bits of everything that could differ between host and browser.
pub fn fingerprint(data: &Data) -> u64 {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    let closes = &data.stock.split.values;
    for value in closes.iter().chain(&data.stock.dividend.values) {
        hash.float(*value);
    }
    for value in simple_returns(closes).into_iter().chain(log_returns(closes)) {
        hash.float(value);
    }
    for source in [Source::Board, Source::BoardAi, Source::Policy, Source::News] {
        for measure in [Measure::Rate, Measure::Share] {
            if let Some(change) = compute_change(counts(data, source), measure, Against::Both) {
                change.posterior.iter().for_each(|p| hash.float(*p));
                hash.float(change.certainty);
            }
        }
    }
    let mut experiment = adoption::Params::default();
    // In slices as the browser does it, in one as the page writer does: the same tally.
    while !experiment.advance(17) {}
    experiment.tally().bins.iter().for_each(|n| hash.float(f64::from(*n)));
    for flop in &data.models.flop {
        hash.float(*flop);
    }
    let scale = Scale::log(0.3, 200.0);
    for value in ticks(&scale, 6).into_iter().chain(closes.iter().copied()) {
        hash.float(scale.place(value).unwrap_or(f64::NAN));
        for lang in LANGS {
            hash.bytes(number::short(value * 1e9, lang).as_bytes());
        }
        hash.bytes(number::dollars(value, Lang::ZhHans).as_bytes());
    }
    hash.0
}

struct Fnv(u64);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn float(&mut self, value: f64) {
        self.bytes(&value.to_bits().to_le_bytes());
    }
}
