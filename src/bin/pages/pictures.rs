//! Pictures of every figure for hosts that show no more, with their texts and tables; and the cards to share.

use crate::embeds::of_figure;
use crate::{Outcome, Site};
use compute_anxiety::chart::Chart;
use compute_anxiety::chart::csv::csv;
use compute_anxiety::chart::poster::Poster;
use compute_anxiety::chart::svg::{estimate, file};
use compute_anxiety::chart::theme::{Mode, Palette};
use compute_anxiety::figure::export::{Export, work};
use compute_anxiety::figure::{self, Id};
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::ui::article::headline;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{FaceInfo, Language};
use resvg::usvg::{FontResolver, Options, Tree};

/// Pixels of a picture in a CSS px.
const SCALE: f64 = 2.0;
/// Pixels of a card, across.
const CARD: f64 = 1200.0;

/// Adds pictures, cards, tables and texts of every figure in every language.
pub fn write(site: &mut Site) -> Outcome {
    let fonts = fonts()?;
    for lang in LANGS {
        for id in figure::all() {
            one(site, id, lang, &fonts)?;
        }
        let chart = unmarked(&site.state.figure(Id::Stock).chart(site.data, lang));
        let card = Poster::card(&chart, headline(lang).0, &credit(site, lang), &estimate);
        add(
            site,
            format!("cards/article.{}.png", lang.tag()),
            png(&card, lang, CARD / card.size.0, &fonts)?,
        );
    }
    Ok(())
}

fn add(site: &mut Site, path: String, bytes: impl Into<Vec<u8>>) {
    site.files.push((path, bytes.into()));
}

fn one(site: &mut Site, id: Id, lang: Lang, fonts: &Options) -> Outcome {
    let name = format!("{}.{}", id.name(), lang.tag());
    let chart = site.state.figure(id).chart(site.data, lang);
    let embed = of_figure(site, id, lang);
    let address = if site.address.is_some() { embed.home() } else { work(lang).into() };
    let sheet = Poster::new(&chart, &address, &estimate);
    let svg = |mode| file(&sheet, &Palette::of(mode), &estimate, lang.tag());
    let bare = unmarked(&chart);
    let card = Poster::card(&bare, &chart.title, &credit(site, lang), &estimate);
    let card = png(&card, lang, CARD / card.size.0, fonts)?;
    let export = Export {
        chart: &chart,
        file: site.state.figure(id).file(),
        address: address.clone(),
        today: site.edition,
        lang,
    };
    let table = format!("\u{feff}{}", csv(&chart, &export.notes(site.data)));
    let heads = lang.pick(
        ["图注", "署名与来源", "替代文字"],
        ["Caption", "Credit and source", "Alternative text"],
    );
    let texts = [embed.caption(), embed.credit(), embed.alt.clone()];
    let texts: Vec<String> =
        heads.iter().zip(texts).map(|(head, text)| format!("{head}\n{text}\n")).collect();
    let png = png(&sheet, lang, SCALE, fonts)?;
    let (light, dark) = (svg(Mode::Light), svg(Mode::Dark));
    add(site, format!("pictures/{name}.svg"), light);
    add(site, format!("pictures/{name}.dark.svg"), dark);
    add(site, format!("pictures/{name}.png"), png);
    add(site, format!("pictures/{name}.csv"), table);
    add(site, format!("pictures/{name}.txt"), texts.join("\n"));
    let codes = embed.rows(&None).into_iter().map(|((zh, en), code)| {
        format!("## {}\n\n```\n{}\n```\n", lang.pick(zh, en), code.trim_end())
    });
    let codes = format!("# {}\n\n{}", embed.title, codes.collect::<Vec<_>>().join("\n"));
    add(site, format!("pictures/{name}.md"), codes);
    add(site, format!("cards/{name}.png"), card);
    Ok(())
}

/// A chart without its numbered events, for a card, which has no room to name them.
fn unmarked(chart: &Chart) -> Chart {
    Chart { markers: Vec::new(), ..chart.clone() }
}

/// The last line of a card.
fn credit(site: &Site, lang: Lang) -> String {
    let host = site.address.as_deref().and_then(|a| a.split("//").nth(1)?.split('/').next());
    host.map_or_else(|| work(lang).into(), |host| format!("{} · {host}", work(lang)))
}

/// A sheet as a PNG, drawn from its SVG.
fn png(sheet: &Poster, lang: Lang, scale: f64, fonts: &Options) -> Outcome<Vec<u8>> {
    let svg = file(sheet, &Palette::of(Mode::Light), &estimate, lang.tag());
    raster(&svg, sheet.size, scale, fonts)
}

/// An SVG of this size as a PNG, so many pixels to its unit.
pub fn raster(svg: &str, size: (f64, f64), scale: f64, fonts: &Options) -> Outcome<Vec<u8>> {
    let tree = Tree::from_str(svg, fonts)?;
    let pixels = |length: f64| (length * scale).round() as u32;
    let mut picture = Pixmap::new(pixels(size.0), pixels(size.1)).ok_or("an empty picture")?;
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok(picture.encode_png()?)
}

/// The machine's fonts, so that a picture has the letters that a page has there.
fn fonts() -> Outcome<Options<'static>> {
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    // Of a Chinese font the faces for other regions write the same characters in another way.
    let foreign = |face: &&FaceInfo| {
        named(face, &["CJK"]) && (!named(face, &["CJK SC"]) || named(face, &["Mono"]))
    };
    let foreign: Vec<_> = fonts.faces().filter(foreign).map(|face| face.id).collect();
    foreign.into_iter().for_each(|id| fonts.remove_face(id));
    // Where there is no Arial, Liberation Sans stands in for it, as in a browser.
    let arial = fonts.faces().any(|face| named(face, &["Arial"]));
    let stand_in =
        fonts.faces().filter(|face| !arial && named(face, &["Liberation Sans"])).cloned();
    for mut face in stand_in.collect::<Vec<_>>() {
        face.families = vec![("Arial".into(), Language::English_UnitedStates)];
        fonts.push_face_info(face);
    }
    if !fonts.faces().any(|face| named(face, &HAN)) {
        return Err(
            "no Chinese font on this machine: the pictures would have boxes; install one, \
                    on Debian `apt-get install fonts-noto-cjk`"
                .into(),
        );
    }
    let other = FontResolver::default_fallback_selector();
    options.font_resolver.select_fallback = Box::new(move |c, used, fonts| {
        let weight = fonts.face(*used.first()?)?.weight;
        let fits = |face: &&FaceInfo| {
            let sans = named(face, &HAN) && !named(face, &["Serif", "Songti", "SimSun"]);
            sans && face.weight == weight && !used.contains(&face.id)
        };
        let first = fonts.faces().find(fits).map(|face| face.id);
        match first {
            Some(id) => Some(id),
            None => other(c, used, fonts),
        }
    });
    Ok(options)
}

fn named(face: &FaceInfo, words: &[&str]) -> bool {
    face.families.iter().any(|(family, _)| words.iter().any(|word| family.contains(word)))
}

/// Words in the names of Chinese fonts.
const HAN: [&str; 7] = ["CJK", "Han Sans", "PingFang", "YaHei", "Songti", "SimSun", "WenQuanYi"];
