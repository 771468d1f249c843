//! The lanes as wasm's own vectors of 128 bits.

use super::{Row, WHOLE};
use core::arch::wasm32::*;
use std::ops::{Add, Div, Mul, Sub};

/// Two floats.
#[derive(Clone, Copy, Debug)]
pub struct Pair(v128);

impl Pair {
    /// A pair of these.
    #[inline(always)]
    pub const fn of(a: f64, b: f64) -> Self {
        Self(f64x2(a, b))
    }
}

impl Add for Pair {
    type Output = Self;
    #[inline(always)]
    fn add(self, by: Self) -> Self {
        Self(f64x2_add(self.0, by.0))
    }
}

impl Sub for Pair {
    type Output = Self;
    #[inline(always)]
    fn sub(self, by: Self) -> Self {
        Self(f64x2_sub(self.0, by.0))
    }
}

impl Mul for Pair {
    type Output = Self;
    #[inline(always)]
    fn mul(self, by: Self) -> Self {
        Self(f64x2_mul(self.0, by.0))
    }
}

impl Div for Pair {
    type Output = Self;
    #[inline(always)]
    fn div(self, by: Self) -> Self {
        Self(f64x2_div(self.0, by.0))
    }
}

/// Four words of 32 bits.
#[derive(Clone, Copy, Debug)]
pub struct Quad(v128);

impl Quad {
    /// These four.
    #[inline(always)]
    pub const fn of([a, b, c, d]: [u32; 4]) -> Self {
        Self(u32x4(a, b, c, d))
    }

    /// The same four times.
    #[inline(always)]
    pub const fn splat(word: u32) -> Self {
        Self(u32x4(word, word, word, word))
    }

    /// The four words.
    #[inline(always)]
    pub fn words(self) -> [u32; 4] {
        let v = self.0;
        [
            u32x4_extract_lane::<0>(v),
            u32x4_extract_lane::<1>(v),
            u32x4_extract_lane::<2>(v),
            u32x4_extract_lane::<3>(v),
        ]
    }

    /// Sums, wrapping.
    #[inline(always)]
    pub fn plus(self, by: Self) -> Self {
        Self(u32x4_add(self.0, by.0))
    }

    /// Bits that differ.
    #[inline(always)]
    pub fn xor(self, by: Self) -> Self {
        Self(v128_xor(self.0, by.0))
    }

    /// Shifted to the left.
    #[inline(always)]
    pub fn left<const BY: u32>(self) -> Self {
        Self(u32x4_shl(self.0, BY))
    }

    /// Shifted to the right.
    #[inline(always)]
    pub fn right<const BY: u32>(self) -> Self {
        Self(u32x4_shr(self.0, BY))
    }

    /// Turned to the left.
    #[inline(always)]
    pub fn turned<const BY: u32>(self) -> Self {
        Self(v128_or(u32x4_shl(self.0, BY), u32x4_shr(self.0, 32 - BY)))
    }

    /// The smaller ones; below 2³¹.
    #[inline(always)]
    pub fn least(self, by: Self) -> Self {
        Self(i32x4_min(self.0, by.0))
    }

    /// The larger ones; below 2³¹.
    #[inline(always)]
    pub fn most(self, by: Self) -> Self {
        Self(i32x4_max(self.0, by.0))
    }

    /// Two rows of thresholds from eight pairs of 0 ≤ tail < 2³², to the nearest whole word. The words are
    /// stored 2³¹ too high, so that a signed comparison orders them.
    #[inline(always)]
    pub fn thresholds(tails: &[Pair; 8]) -> [Row; 2] {
        let whole = f64x2_splat(WHOLE);
        let four = |a: Pair, b: Pair, c: Pair, d: Pair| {
            let [a, b, c, d] = [
                f64x2_add(a.0, whole),
                f64x2_add(b.0, whole),
                f64x2_add(c.0, whole),
                f64x2_add(d.0, whole),
            ];
            // Low words: a₀ a₁ b₀ b₁, then a₀ b₀ c₀ d₀.
            let (ab, cd) = (i32x4_shuffle::<0, 2, 4, 6>(a, b), i32x4_shuffle::<0, 2, 4, 6>(c, d));
            (Quad(i32x4_shuffle::<0, 2, 4, 6>(ab, cd)), Quad(i32x4_shuffle::<1, 3, 5, 7>(ab, cd)))
        };
        let [a, b, c, d, e, f, g, h] = *tails;
        let ((x, y), (z, w)) = (four(a, b, c, d), four(e, f, g, h));
        [[x, z], [y, w]]
    }

    /// For each word the number of its row's thresholds that are above it.
    #[inline(always)]
    pub fn above(self, rows: &[&Row; 4]) -> Self {
        let r = self.0;
        // −1 for each threshold above, two thresholds to a lane.
        let below =
            |word: v128, row: &Row| i32x4_add(i32x4_gt(row[0].0, word), i32x4_gt(row[1].0, word));
        let a = below(i32x4_shuffle::<0, 0, 0, 0>(r, r), rows[0]);
        let b = below(i32x4_shuffle::<1, 1, 1, 1>(r, r), rows[1]);
        let c = below(i32x4_shuffle::<2, 2, 2, 2>(r, r), rows[2]);
        let d = below(i32x4_shuffle::<3, 3, 3, 3>(r, r), rows[3]);
        // The sums of each one's lanes: halves upon halves, then pairs upon pairs.
        let halves =
            |a, b| i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
        let (ab, cd) = (halves(a, b), halves(c, d));
        let sums =
            i32x4_add(i32x4_shuffle::<0, 1, 4, 5>(ab, cd), i32x4_shuffle::<2, 3, 6, 7>(ab, cd));
        Self(i32x4_neg(sums))
    }
}
