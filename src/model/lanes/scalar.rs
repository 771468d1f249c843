//! The lanes in plain Rust: the host, and a wasm that is built without SIMD.

use super::{Row, WHOLE};
use std::ops::{Add, Div, Mul, Sub};

/// Two floats.
#[derive(Clone, Copy, Debug)]
pub struct Pair([f64; 2]);

impl Pair {
    /// A pair of these.
    #[inline]
    pub const fn of(a: f64, b: f64) -> Self {
        Self([a, b])
    }

    #[inline]
    fn with(self, by: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let ([a, b], [c, d]) = (self.0, by.0);
        Self([f(a, c), f(b, d)])
    }
}

impl Add for Pair {
    type Output = Self;
    #[inline]
    fn add(self, by: Self) -> Self {
        self.with(by, |a, b| a + b)
    }
}

impl Sub for Pair {
    type Output = Self;
    #[inline]
    fn sub(self, by: Self) -> Self {
        self.with(by, |a, b| a - b)
    }
}

impl Mul for Pair {
    type Output = Self;
    #[inline]
    fn mul(self, by: Self) -> Self {
        self.with(by, |a, b| a * b)
    }
}

impl Div for Pair {
    type Output = Self;
    #[inline]
    fn div(self, by: Self) -> Self {
        self.with(by, |a, b| a / b)
    }
}

/// Four words of 32 bits.
#[derive(Clone, Copy, Debug)]
pub struct Quad([u32; 4]);

impl Quad {
    /// These four.
    #[inline]
    pub const fn of(words: [u32; 4]) -> Self {
        Self(words)
    }

    /// The same four times.
    #[inline]
    pub const fn splat(word: u32) -> Self {
        Self([word; 4])
    }

    /// The four words.
    #[inline]
    pub fn words(self) -> [u32; 4] {
        self.0
    }

    #[inline]
    fn with(self, by: Self, f: impl Fn(u32, u32) -> u32) -> Self {
        let ([a, b, c, d], [e, g, h, i]) = (self.0, by.0);
        Self([f(a, e), f(b, g), f(c, h), f(d, i)])
    }

    /// Sums, wrapping.
    #[inline]
    pub fn plus(self, by: Self) -> Self {
        self.with(by, u32::wrapping_add)
    }

    /// Bits that differ.
    #[inline]
    pub fn xor(self, by: Self) -> Self {
        self.with(by, |a, b| a ^ b)
    }

    /// Shifted to the left.
    #[inline]
    pub fn left<const BY: u32>(self) -> Self {
        self.with(self, |a, _| a << BY)
    }

    /// Shifted to the right.
    #[inline]
    pub fn right<const BY: u32>(self) -> Self {
        self.with(self, |a, _| a >> BY)
    }

    /// Turned to the left.
    #[inline]
    pub fn turned<const BY: u32>(self) -> Self {
        self.with(self, |a, _| a.rotate_left(BY))
    }

    /// The smaller ones; below 2³¹.
    #[inline]
    pub fn least(self, by: Self) -> Self {
        self.with(by, u32::min)
    }

    /// The larger ones; below 2³¹.
    #[inline]
    pub fn most(self, by: Self) -> Self {
        self.with(by, u32::max)
    }

    /// Two rows of thresholds from eight pairs of 0 ≤ tail < 2³², to the nearest whole word. The words are
    /// stored 2³¹ too high, so that a signed comparison orders them.
    #[inline]
    pub fn thresholds(tails: &[Pair; 8]) -> [Row; 2] {
        // The lowest bits of a float between 2⁵² and 2⁵³ are a whole number.
        let word = |p: Pair, i: usize| (p.0[i] + WHOLE).to_bits() as u32;
        let four = |a, b, c, d, i| Self([word(a, i), word(b, i), word(c, i), word(d, i)]);
        let [a, b, c, d, e, f, g, h] = *tails;
        let row = |i| [four(a, b, c, d, i), four(e, f, g, h, i)];
        [row(0), row(1)]
    }

    /// For each word the number of its row's thresholds that are above it.
    #[inline]
    pub fn above(self, rows: &[&Row; 4]) -> Self {
        let [a, b, c, d] = self.0;
        let count = |word: u32, [low, high]: &Row| {
            let above = |threshold: u32| u32::from(threshold as i32 > word as i32);
            let four = |Self([a, b, c, d]): Self| above(a) + above(b) + above(c) + above(d);
            four(*low) + four(*high)
        };
        Self([count(a, rows[0]), count(b, rows[1]), count(c, rows[2]), count(d, rows[3])])
    }
}
