//! Two floats or four words at once: one instruction each where the wasm has SIMD, the same bits where not.
//!
//! Both implementations have the same few operations and nothing else; what is computed with them is written
//! once, in `adoption`.

#[cfg(not(target_feature = "simd128"))]
mod scalar;
#[cfg(target_feature = "simd128")]
mod simd;

#[cfg(not(target_feature = "simd128"))]
pub use scalar::{Pair, Quad};
#[cfg(target_feature = "simd128")]
pub use simd::{Pair, Quad};

/// What a float below 2³² is added to for its whole number to be the sum's low word, and 2³¹ more.
const WHOLE: f64 = 4_503_599_627_370_496.0 + 2_147_483_648.0;

/// Eight thresholds in ascending order, or fewer and the lowest word for the rest.
pub type Row = [Quad; 2];

#[cfg(test)]
mod tests {
    use super::*;

    /// Words in the order in which [`Quad::above`] compares.
    fn ordered(words: Quad) -> Quad {
        words.xor(Quad::splat(1 << 31))
    }

    #[test]
    fn words_wrap_shift_and_turn_as_one_word_does() {
        let words = [1, 0x8000_0000, 0xffff_ffff, 0x1234_5678];
        let (all, two) = (Quad::of(words), Quad::splat(2));
        assert_eq!(all.plus(two).words(), words.map(|w: u32| w.wrapping_add(2)));
        assert_eq!(all.xor(two).words(), words.map(|w| w ^ 2));
        assert_eq!(all.left::<3>().words(), words.map(|w| w << 3));
        assert_eq!(all.right::<9>().words(), words.map(|w| w >> 9));
        assert_eq!(all.turned::<21>().words(), words.map(|w| w.rotate_left(21)));
    }

    #[test]
    fn thresholds_are_rounded_to_whole_words_and_count_what_lies_above_a_word() {
        let tails: [Pair; 8] = std::array::from_fn(|i| {
            Pair::of(4_294_967_295.0 / (i + 1) as f64, [9.0, 8.4, 7.0, 3.0, 2.6, 1.0, 0.0, 0.0][i])
        });
        let [first, second] = Quad::thresholds(&tails);
        let random = Quad::of([0, 2_u32.pow(31), u32::MAX, 477_218_588]);
        assert_eq!(ordered(random).above(&[&first; 4]).words(), [8, 1, 0, 8]);
        let random = Quad::of([0, 2, 3, 8]);
        assert_eq!(ordered(random).above(&[&second; 4]).words(), [6, 5, 3, 1]);
        let rows = [&second, &first, &second, &first];
        assert_eq!(ordered(random).above(&rows).words(), [6, 8, 3, 8]);
    }
}
