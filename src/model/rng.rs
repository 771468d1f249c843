//! Seeded streams of random numbers: the same bits on every machine.

use super::lanes::Quad;

/// SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
#[derive(Clone, Copy, Debug)]
pub struct SplitMix64(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl SplitMix64 {
    /// Stream number `stream` of a seed: any part of a long experiment can be run alone.
    pub fn stream(seed: u64, stream: u64) -> Self {
        let mut start = Self(seed);
        let base = start.word();
        let mut own = Self(base ^ stream.wrapping_mul(STEP));
        Self(own.word())
    }

    /// 64 random bits.
    #[inline]
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0 ≤ u < 1 with 53 bits.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }
}

/// Four streams of sfc32 (C. Doty-Humphrey, PractRand), one a lane: adds, shifts and exclusive ors only.
#[derive(Clone, Copy, Debug)]
pub struct Sfc32x4 {
    a: Quad,
    b: Quad,
    c: Quad,
    counter: Quad,
}

impl Sfc32x4 {
    /// The streams of a seed; each lane is seeded by a stream of [`SplitMix64`] of its own.
    pub fn new(seed: u64) -> Self {
        let [mut a, mut b, mut c] = [[0; 4]; 3];
        for (((stream, a), b), c) in (0..).zip(&mut a).zip(&mut b).zip(&mut c) {
            let mut rng = SplitMix64::stream(seed, stream);
            let word = rng.word();
            (*a, *b, *c) = (word as u32, (word >> 32) as u32, rng.word() as u32);
        }
        let [a, b, c] = [a, b, c].map(Quad::of);
        let mut rng = Self { a, b, c, counter: Quad::splat(1) };
        // As PractRand does after seeding.
        for _ in 0..15 {
            rng.words();
        }
        rng
    }

    /// 32 random bits of each stream.
    #[inline(always)]
    pub fn words(&mut self) -> Quad {
        let out = self.a.plus(self.b).plus(self.counter);
        self.counter = self.counter.plus(Quad::splat(1));
        self.a = self.b.xor(self.b.right::<9>());
        self.b = self.c.plus(self.c.left::<3>());
        self.c = self.c.turned::<21>().plus(out);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The generator as it is published, one stream.
    struct Sfc32 {
        a: u32,
        b: u32,
        c: u32,
        counter: u32,
    }

    impl Sfc32 {
        fn word(&mut self) -> u32 {
            let out = self.a.wrapping_add(self.b).wrapping_add(self.counter);
            self.counter += 1;
            self.a = self.b ^ (self.b >> 9);
            self.b = self.c.wrapping_mul(9);
            self.c = self.c.rotate_left(21).wrapping_add(out);
            out
        }
    }

    #[test]
    fn each_lane_is_the_published_generator_with_a_seed_of_its_own() {
        let mut rng = Sfc32x4::new(42);
        let mut single = [0, 1, 2, 3].map(|lane| {
            let mut seeds = SplitMix64::stream(42, lane);
            let (ab, c) = (seeds.word(), seeds.word() as u32);
            let mut rng = Sfc32 { a: ab as u32, b: (ab >> 32) as u32, c, counter: 1 };
            (0..15).for_each(|_| _ = rng.word());
            rng
        });
        let mut ones = [0; 32];
        for _ in 0..1_000 {
            let words = rng.words().words();
            assert_eq!(words, [0, 1, 2, 3].map(|lane: usize| single[lane].word()));
            for (bit, ones) in ones.iter_mut().enumerate() {
                *ones += words.iter().filter(|w| *w >> bit & 1 == 1).count();
            }
        }
        // Binomial, 4,000 tries: five standard deviations are 158.
        assert!(ones.iter().all(|n| n.abs_diff(2_000) < 158), "{ones:?}");
    }

    /// The reference values of the published generator for seed 1234567.
    #[test]
    fn the_words_are_those_of_the_reference_implementation() {
        let mut rng = SplitMix64(1_234_567);
        let words = [rng.word(), rng.word(), rng.word()];
        assert_eq!(
            words,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn units_fill_the_interval_evenly() {
        let mut rng = SplitMix64::stream(7, 3);
        let mean: f64 = (0..100_000).map(|_| rng.unit()).sum::<f64>() / 1e5;
        assert!((mean - 0.5).abs() < 0.005, "{mean}");
    }
}
