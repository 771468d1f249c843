//! The points of a line: shared where a chart is cloned, with a min–max pyramid built when first drawn.

use super::pyramid::Pyramid;
use super::scale::Kind;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// Points with ascending x. Read as a slice; a clone shares points and pyramid.
#[derive(Clone, Debug, Default)]
pub struct Points(Arc<Kept>);

#[derive(Debug, Default)]
struct Kept {
    points: Vec<(f64, f64)>,
    /// What can be drawn on a linear scale, and on a logarithmic one where that is less.
    drawn: [OnceLock<Option<Drawn>>; 2],
}

#[derive(Debug)]
struct Drawn {
    /// The points that have a place; `None` where all have.
    kept: Option<Vec<(f64, f64)>>,
    pyramid: Pyramid,
}

impl Points {
    /// The points that have a place on a y scale of this kind, and their pyramid: built when first asked for,
    /// in time proportional to the points. `None` where x does not ascend.
    pub fn pyramid(&self, kind: Kind) -> Option<(&[(f64, f64)], &Pyramid)> {
        let Kept { points, drawn: [linear, log] } = &*self.0;
        let build = |least: f64| {
            if let Some(pyramid) = Pyramid::new(points).filter(|p| p.lowest() > least) {
                return Some(Drawn { kept: None, pyramid });
            }
            let placed = |p: &&(f64, f64)| p.0.is_finite() && p.1.is_finite() && p.1 > least;
            let kept: Vec<_> = points.iter().filter(placed).copied().collect();
            Some(Drawn { pyramid: Pyramid::new(&kept)?, kept: Some(kept) })
        };
        let mut drawn = linear.get_or_init(|| build(f64::NEG_INFINITY)).as_ref()?;
        if kind == Kind::Log && drawn.pyramid.lowest() <= 0.0 {
            drawn = log.get_or_init(|| build(0.0)).as_ref()?;
        }
        Some((drawn.kept.as_ref().unwrap_or(points), &drawn.pyramid))
    }
}

impl Deref for Points {
    type Target = [(f64, f64)];

    fn deref(&self) -> &Self::Target {
        &self.0.points
    }
}

impl PartialEq for Points {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl From<Vec<(f64, f64)>> for Points {
    fn from(points: Vec<(f64, f64)>) -> Self {
        Self(Arc::new(Kept { points, drawn: Default::default() }))
    }
}

impl From<Points> for Vec<(f64, f64)> {
    fn from(points: Points) -> Self {
        Arc::try_unwrap(points.0).map_or_else(|shared| shared.points.clone(), |kept| kept.points)
    }
}

impl FromIterator<(f64, f64)> for Points {
    fn from_iter<I: IntoIterator<Item = (f64, f64)>>(points: I) -> Self {
        points.into_iter().collect::<Vec<_>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_a_place_on_the_scale_is_drawn() {
        let points = Points::from(vec![(0.0, -1.0), (1.0, f64::NAN), (2.0, 3.0), (4.0, 0.0)]);
        let drawn = |kind| points.pyramid(kind).map(|(kept, _)| kept.to_vec());
        assert_eq!(drawn(Kind::Linear), Some(vec![(0.0, -1.0), (2.0, 3.0), (4.0, 0.0)]));
        assert_eq!(drawn(Kind::Log), Some(vec![(2.0, 3.0)]));
    }

    #[test]
    fn a_clone_shares_the_pyramid_and_equal_points_are_equal() {
        let points: Points = [(0.0, 1.0), (1.0, 2.0)].into_iter().collect();
        let twin = points.clone();
        let of = |points: &Points| points.pyramid(Kind::Log).map(|(_, p)| std::ptr::from_ref(p));
        assert_eq!(of(&points), of(&twin));
        assert_eq!(points, Points::from(vec![(0.0, 1.0), (1.0, 2.0)]));
        assert_eq!(Vec::from(twin), [(0.0, 1.0), (1.0, 2.0)]);
    }

    #[test]
    fn descending_points_have_no_pyramid() {
        assert!(Points::from(vec![(1.0, 1.0), (0.0, 1.0)]).pyramid(Kind::Linear).is_none());
        assert!(Points::default().pyramid(Kind::Linear).is_some());
    }
}
