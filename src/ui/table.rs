//! What is drawn, as rows, and the file behind it.

use super::plot::Shared;
use super::reader::{Reader, memo};
use crate::browser::page::is_open;
use crate::chart::escape;
use crate::figure::Id;
use crate::say;
use leptos::prelude::*;

/// The figure's table, written out in the page; in the browser its rows are made when it is opened.
pub fn table_view(reader: Reader, id: Id, chart: Memo<Shared>) -> impl IntoView {
    let open = RwSignal::new(!reader.live());
    let table = move || if open.get() { rows(&chart.get()) } else { String::new() };
    let label = move || {
        let title = chart.get().0.title.clone();
        say!(reader.lang, ("{title}：数据表"), ("{title}: data table"))
    };
    let file = memo(move || reader.state.with(|s| s.figure(id).file()));
    let link = move || {
        let (name, root) = (file.get(), reader.root);
        let link = view! { <a href=format!("{root}data/{name}") download>{name}</a> };
        (!name.is_empty()).then(|| (reader.lang.pick("完整数据：", "Full data: "), link).into_any())
    };
    view! {
        <details class="data" on:toggle=move |event| follow(open, &event)>
            <summary>{reader.lang.pick("数据表", "Data table")}</summary>
            <p class="files">
                {link}
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label=label inner_html=table></div>
        </details>
    }
}

/// Whether a disclosure is open, for what is made only then.
pub fn follow(open: RwSignal<bool>, toggled: &leptos::ev::Event) {
    let now = is_open(toggled);
    open.maybe_update(|before| std::mem::replace(before, now) != now);
}

/// The rows as markup: hundreds of cells at once, where an element each would be slow and its code large.
fn rows(Shared(chart): &Shared) -> String {
    let table = &chart.table;
    // Numbers stand to the right, their heads and gaps with them.
    let class = |i: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(i));
        if cells.any(|cell| cell.value.is_some()) { " class=\"number\"" } else { "" }
    };
    let classes: Vec<_> = (0..table.columns.len()).map(class).collect();
    let mut out = format!("<table><caption>{}</caption><thead><tr>", escape(&table.caption));
    for (column, class) in table.columns.iter().zip(&classes) {
        out += &format!("<th scope=\"col\"{class}>{}</th>", escape(column));
    }
    out += "</tr></thead><tbody>";
    for row in &table.rows {
        out += "<tr>";
        for (cell, class) in row.iter().zip(&classes) {
            out += &format!("<td{class}>{}</td>", escape(&cell.text));
        }
        out += "</tr>";
    }
    out + "</tbody></table>"
}
