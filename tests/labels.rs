//! No label covers another or leaves the picture, at any width, in either language, in any view.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/views.rs"]
mod views;

use compute_anxiety::chart::draw::draw;
use compute_anxiety::chart::hit::{hit, stops, under};
use compute_anxiety::chart::layout::{Layout, TEXT};
use compute_anxiety::chart::surface::{Broken, K, Lettering, Stroke, Surface};
use compute_anxiety::chart::svg::estimate;
use compute_anxiety::chart::theme::{Mode, Palette};
use compute_anxiety::i18n::LANGS;
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::{HPos, VPos};

/// Keeps the texts and where they stand, CSS px.
struct Texts {
    size: (f64, f64),
    found: Vec<(String, [f64; 4])>,
}

impl Surface for Texts {
    fn size(&self) -> (f64, f64) {
        self.size
    }
    fn path(&mut self, _: &[BackendCoord], _: &Stroke, _: bool) -> Result<(), Broken> {
        Ok(())
    }
    fn rect(&mut self, _: [BackendCoord; 2], _: &Stroke, _: bool) -> Result<(), Broken> {
        Ok(())
    }
    fn circle(&mut self, _: BackendCoord, _: u32, _: &Stroke, _: bool) -> Result<(), Broken> {
        Ok(())
    }
    fn text(&mut self, text: &str, (x, y): BackendCoord, how: &Lettering) -> Result<(), Broken> {
        let css = |units: i32| f64::from(units) / f64::from(K);
        let (x, y) = (css(x), css(y));
        let width = self.measure(text, how.bold, TEXT);
        let left = match how.anchor.0 {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let top = match how.anchor.1 {
            VPos::Top => y,
            VPos::Center => y - TEXT / 2.0,
            VPos::Bottom => y - TEXT,
        };
        self.found.push((text.into(), [left, top, left + width, top + TEXT]));
        Ok(())
    }
    fn measure(&self, text: &str, bold: bool, size: f64) -> f64 {
        estimate(text, bold) * size / TEXT
    }
}

#[test]
fn no_label_covers_another_or_leaves_the_picture() {
    let mut faults = Vec::new();
    for lang in LANGS {
        for (name, chart) in views::variants(lang) {
            // A phone of 320 px, one of 390, a tablet, a desk.
            for width in [288.0, 358.0, 560.0, 736.0, 760.0] {
                let size = (width, Layout::height_for(&chart, width));
                let mut texts = Texts { size, found: Vec::new() };
                draw(&mut texts, &chart, &Palette::of(Mode::Light)).unwrap();
                let at = format!("{name} {} {width}", lang.tag());
                for (i, (text, a)) in texts.found.iter().enumerate() {
                    if a[0] < -1.0 || a[2] > width + 1.0 || a[1] < -1.0 || a[3] > size.1 + 1.0 {
                        faults.push(format!("{at}: “{text}” leaves the picture: {a:.0?}"));
                    }
                    for (other, b) in &texts.found[i + 1..] {
                        let across = a[2].min(b[2]) - a[0].max(b[0]);
                        let down = a[3].min(b[3]) - a[1].max(b[1]);
                        if across > 1.0 && down > 2.0 {
                            faults.push(format!(
                                "{at}: “{text}” and “{other}” overlap by {across:.0} × {down:.0}"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_pointer_on_a_stop_finds_it_and_every_stop_says_something() {
    for lang in LANGS {
        for (name, chart) in views::variants(lang) {
            let stops = stops(&chart);
            assert!(stops.len() > 1, "{name} has nothing to read off");
            let width = 736.0;
            let layout = Layout::new(&chart, width, Layout::height_for(&chart, width), &estimate);
            for index in (0..stops.len()).step_by(stops.len() / 60 + 1) {
                let hit = hit(&chart, &stops, index)
                    .unwrap_or_else(|| panic!("{name}: stop {index} says nothing"));
                assert!(
                    hit.words.chars().count() > 3 && !hit.words.contains("NaN"),
                    "{name}: {}",
                    hit.words
                );
                let spots = hit.spots(&chart, &layout);
                assert!(!spots.is_empty(), "{name}: stop {index} is nowhere");
                let found = under(&chart, &layout, &stops, (spots[0].0, spots[0].1));
                // Days lie closer together than pixels, and marks may share a place.
                let there = hit_x(&chart, &stops, found, &layout);
                assert!((there - spots[0].0).abs() < 1e-6, "{name}: {index} finds {found}");
            }
        }
    }
}

fn hit_x(
    chart: &compute_anxiety::chart::Chart,
    stops: &[f64],
    index: usize,
    layout: &Layout,
) -> f64 {
    hit(chart, stops, index).unwrap().spots(chart, layout)[0].0
}
