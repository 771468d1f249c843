//! Room for labels: of the places around a dot, the one that covers least.

use super::layout::{Layout, TEXT};

/// Left, top, right, bottom, CSS px.
pub type Rect = (f64, f64, f64, f64);

/// What is drawn already.
#[derive(Debug, Default)]
pub struct Boxes {
    /// Boxes of texts: never to be covered.
    pub texts: Vec<Rect>,
    /// Boxes of dots.
    pub dots: Vec<Rect>,
    /// Points of lines, close together.
    pub lines: Vec<(f64, f64)>,
}

/// Whether two boxes share more than an edge.
pub fn overlap(a: &Rect, b: &Rect) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Where a label of `width` may stand around a dot: right, left, above, below; beside the end of a bar
/// (radius 0) only right and left.
pub fn candidates((x, y): (f64, f64), radius: f64, width: f64, layout: &Layout) -> Vec<Rect> {
    // Room for the cursor's ring.
    let gap = radius.max(5.0) + 5.0;
    let half = TEXT / 2.0;
    let centred = (x - width / 2.0).clamp(0.0, (layout.width - width).max(0.0));
    let beside = [x + gap, (x - gap - width).max(layout.left + 2.0)];
    let mut places: Vec<Rect> = beside.map(|left| (left, y - half, left + width, y + half)).into();
    if radius > 0.0 {
        let over = [y - gap - TEXT + 1.0, y + gap - 1.0];
        places.extend(over.map(|top| (centred, top, centred + width, top + TEXT)));
    }
    places
}

/// Distance between the points that stand for a line, CSS px.
const STEP: f64 = 5.0;

impl Boxes {
    /// Takes note of a line.
    pub fn line(&mut self, points: &[(f64, f64)]) {
        for pair in points.windows(2) {
            let [(x0, y0), (x1, y1)] = pair else { continue };
            let steps = (libm::hypot(x1 - x0, y1 - y0) / STEP).ceil().clamp(1.0, 400.0);
            for i in 0..steps as u32 {
                let t = f64::from(i) / steps;
                self.lines.push((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t));
            }
        }
    }

    /// Of each label's possible places the one that covers least on a surface of `width`, the earlier of
    /// equal ones; labels make room for each other.
    pub fn best(&self, labels: &[Vec<Rect>], width: f64) -> Vec<Rect> {
        let mut chosen: Vec<Rect> = labels.iter().filter_map(|all| all.first()).copied().collect();
        for _ in 0..ROUNDS {
            for (i, places) in labels.iter().enumerate() {
                let among = |place: &Rect| {
                    let others = chosen.iter().enumerate().filter(|(other, _)| *other != i);
                    others.filter(|(_, other)| overlap(place, other)).count()
                };
                let cost = |place: &&Rect| 1_000 * among(place) + self.cost(place, width);
                if let (Some(best), Some(now)) =
                    (places.iter().min_by_key(cost).copied(), chosen.get_mut(i))
                {
                    *now = best;
                }
            }
        }
        chosen
    }

    fn cost(&self, place: &Rect, width: f64) -> usize {
        let hits = |boxes: &[Rect]| boxes.iter().filter(|b| overlap(place, b)).count();
        let inside =
            |p: &&(f64, f64)| overlap(place, &(p.0 - 1.0, p.1 - 1.0, p.0 + 1.0, p.1 + 1.0));
        let outside = place.0 < 0.0 || place.2 > width + 0.5;
        let crossed = self.lines.iter().filter(inside).count().min(50);
        10_000 * usize::from(outside) + 1_000 * hits(&self.texts) + 60 * hits(&self.dots) + crossed
    }
}

/// How often each label looks for a better place.
const ROUNDS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_where_nothing_is() {
        let places = [(10.0, 0.0, 40.0, 12.0), (-40.0, 0.0, -10.0, 12.0), (0.0, 20.0, 30.0, 32.0)];
        let mut boxes = Boxes::default();
        let label = places.to_vec();
        assert_eq!(boxes.best(std::slice::from_ref(&label), 100.0), [places[0]]);
        // The left one would leave the surface, the right one is the other label's only place.
        assert_eq!(boxes.best(&[label.clone(), vec![places[0]]], 100.0), [places[2], places[0]]);
        boxes.texts.push((30.0, 5.0, 60.0, 17.0));
        assert_eq!(boxes.best(&[label], 100.0), [places[2]]);
        assert!(boxes.best(&[], 100.0).is_empty());
    }

    #[test]
    fn boxes_that_only_touch_do_not_overlap() {
        assert!(!overlap(&(0.0, 0.0, 10.0, 10.0), &(10.0, 0.0, 20.0, 10.0)));
        assert!(overlap(&(0.0, 0.0, 10.0, 10.0), &(9.0, 9.0, 20.0, 20.0)));
    }
}
