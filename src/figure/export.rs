//! What goes with a figure that is taken away: notes, metadata, citations.

use crate::chart::Chart;
use crate::data::Data;
use crate::data::terms::Terms;
use crate::i18n::{Lang, date};
use crate::model::day::Day;
use crate::say;

/// A view on its way out.
pub struct Export<'a> {
    /// What is shown.
    pub chart: &'a Chart,
    /// The table behind it, by its name in `data/`; empty where it is computed.
    pub file: &'static str,
    /// Where this view can be had.
    pub address: String,
    /// The day of taking it away.
    pub today: Day,
    /// The reader's language.
    pub lang: Lang,
}

/// The work's title.
pub fn work(lang: Lang) -> &'static str {
    lang.pick("算力焦虑", "Compute Anxiety")
}

impl Export<'_> {
    /// The name of a file with this ending.
    pub fn name(&self, ending: &str) -> String {
        format!("{}-{}.{ending}", self.chart.id, self.lang.tag())
    }

    fn terms<'d>(&self, data: &'d Data) -> Option<&'d Terms> {
        data.terms.iter().find(|terms| terms.file == self.file)
    }

    /// Licence and month of retrieval; what is computed is under the code's licence and of the day.
    fn licence(&self, data: &Data) -> (String, String) {
        self.terms(data).map_or_else(
            || ("MIT OR Apache-2.0".into(), self.today.to_string()),
            |terms| (terms.license.clone(), terms.retrieved.clone()),
        )
    }

    /// The lines under the table in a CSV file.
    pub fn notes(&self, data: &Data) -> Vec<String> {
        let lang = self.lang;
        let (license, retrieved) = self.licence(data);
        let (today, address) = (self.today, &self.address);
        let axes = self.chart.panels.iter().map(|p| p.y.title.as_str()).filter(|t| !t.is_empty());
        let mut notes = vec![
            format!("{} · {}", work(lang), self.chart.title),
            self.chart.takeaway.clone(),
            self.chart.table.caption.clone(),
            axes.collect::<Vec<_>>().join(" · "),
            self.chart.source.clone(),
            self.chart.caveat.clone(),
        ];
        let markers = self.chart.markers.iter();
        notes.extend(markers.map(|m| format!("{} {}", m.badge, m.label)));
        notes.push(say!(lang, ("许可：{license}"), ("Licence: {license}")));
        notes.push(say!(
            lang,
            ("取得：{retrieved}；导出：{today}"),
            ("Retrieved: {retrieved}; exported: {today}")
        ));
        notes.push(say!(lang, ("网址：{address}"), ("Address: {address}")));
        notes
    }

    /// The view's metadata as JSON.
    pub fn metadata(&self, data: &Data) -> String {
        let (license, retrieved) = self.licence(data);
        let columns: Vec<String> = self.chart.table.columns.iter().map(|c| quoted(c)).collect();
        let pairs = [
            ("name", quoted(self.chart.id)),
            ("title", quoted(&self.chart.title)),
            ("description", quoted(&self.chart.takeaway)),
            ("language", quoted(self.lang.tag())),
            ("columns", format!("[{}]", columns.join(", "))),
            ("source", quoted(&self.chart.source)),
            ("caveat", quoted(&self.chart.caveat)),
            ("license", quoted(&license)),
            ("retrieved", quoted(&retrieved)),
            ("table", quoted(self.file)),
            ("address", quoted(&self.address)),
            ("exported", quoted(&self.today.to_string())),
            ("citation", quoted(&self.citation())),
        ];
        let lines: Vec<String> = pairs.iter().map(|(key, v)| format!("  \"{key}\": {v}")).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }

    /// How to cite the view, as a sentence.
    pub fn citation(&self) -> String {
        let (chart, lang, address) = (self.chart, self.lang, &self.address);
        let day = date::date(self.today, lang);
        let year = self.today.ymd().0;
        let (work, title, source) = (work(lang), &chart.title, &chart.source);
        say!(
            lang,
            ("《{work}》，“{title}”，{year}年。{source}{day}取自 {address}"),
            ("{work}, “{title}”, {year}. {source} Taken on {day} from {address}")
        )
    }

    /// The same as a BibTeX entry.
    pub fn bibtex(&self) -> String {
        let (chart, year) = (self.chart, self.today.ymd().0);
        format!(
            "@misc{{compute-anxiety-{}-{:04x},\n  author = {{{{{}}}}},\n  title = {{{}}},\n  year = {{{year}}},\n  \
             url = {{{}}},\n  urldate = {{{}}},\n  note = {{{}}}\n}}\n",
            chart.id,
            mark(&self.address),
            work(self.lang),
            tex(&chart.title),
            self.address,
            self.today,
            tex(&chart.source),
        )
    }
}

/// Tells one view's address from another's in a citation key: FNV-1a, folded to 16 bits.
fn mark(text: &str) -> u32 {
    let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = text.bytes().fold(0x811c_9dc5, fold);
    (hash ^ (hash >> 16)) & 0xffff
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text that TeX prints as it stands.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '&' | '#' | '_' | '$' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
