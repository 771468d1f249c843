//! What is drawn, as rows, and the file behind it.

use super::Reader;
use super::plot::Shared;
use crate::figure::Id;
use crate::say;
use leptos::prelude::*;

/// The figure's table, written out in the page; in the browser its rows are made when it is opened.
pub fn table_view(reader: Reader, id: Id, chart: Memo<Shared>) -> impl IntoView {
    let open = RwSignal::new(!reader.live());
    let table = move || open.get().then(|| rows(&chart.get()));
    let label = move || {
        let title = chart.get().0.title.clone();
        say!(reader.lang, ("{title}：数据表"), ("{title}: data table"))
    };
    let file = Memo::new(move |_| reader.state.with(|s| s.figure(id).file()));
    let link = move || {
        let (name, root) = (file.get(), reader.root);
        let link = view! { <a href=format!("{root}data/{name}") download>{name}</a> };
        (!name.is_empty()).then(|| (reader.lang.pick("完整数据：", "Full data: "), link))
    };
    view! {
        <details class="data" on:toggle=move |_| open.update(|o| *o = !*o)>
            <summary>{reader.lang.pick("数据表", "Data table")}</summary>
            <p class="files">
                {link}
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label=label>
                {table}
            </div>
        </details>
    }
}

fn rows(Shared(chart): &Shared) -> impl IntoView + use<> {
    let table = &chart.table;
    // Numbers stand to the right, their heads and gaps with them.
    let number = |i: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(i));
        if cells.any(|cell| cell.value.is_some()) { "number" } else { "" }
    };
    let classes: Vec<_> = (0..table.columns.len()).map(number).collect();
    let heads = table.columns.iter().zip(&classes).map(|(column, class)| {
        view! {
            <th scope="col" class=*class>
                {column.clone()}
            </th>
        }
    });
    let heads = heads.collect_view();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().zip(&classes);
        let cells = cells.map(|(cell, class)| view! { <td class=*class>{cell.text.clone()}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table>
            <caption>{table.caption.clone()}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
