//! A chart's table as CSV: what is drawn is what is taken away.

use super::{Cell, Chart};

/// Comma-separated lines (quoted as in RFC 4180): a header, unrounded numbers, and each of `notes` as a
/// closing comment line of one field.
pub fn csv(chart: &Chart, notes: &[String]) -> String {
    let mut lines = vec![line(chart.table.columns.iter().map(String::as_str))];
    for row in &chart.table.rows {
        let cells: Vec<String> = row.iter().map(raw).collect();
        lines.push(line(cells.iter().map(String::as_str)));
    }
    lines.extend(notes.iter().map(|note| line([format!("# {note}").as_str()])));
    lines.join("\r\n") + "\r\n"
}

fn raw(cell: &Cell) -> String {
    cell.value.map_or_else(|| cell.text.clone(), |v| v.to_string())
}

fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = cells.into_iter().map(quote).collect();
    quoted.join(",")
}

/// Quotes where needed; a leading formula sign is kept from being run by spreadsheets.
fn quote(cell: &str) -> String {
    let formula = cell.starts_with(['=', '@', '+']) || cell.starts_with("-=");
    let cell = if formula { format!("'{cell}") } else { cell.to_string() };
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
