//! A reader's own series: chosen or dropped, checked and compared here, never uploaded.

use super::Reader;
use crate::browser::file::read_file;
use crate::data::own::{LARGEST, OwnError, parse};
use crate::figure::Id;
use crate::figure::stock::View;
use crate::i18n::Lang;
use crate::model::series::Series;
use crate::say;
use leptos::prelude::*;
use std::sync::Arc;

/// The place for a file beside a figure.
pub fn own_series(reader: Reader, id: Id) -> AnyView {
    let lang = reader.lang;
    let message = RwSignal::new(String::new());
    let take = move |text: Result<String, ()>| {
        let series = text.map_err(|()| OwnError::NotText).and_then(|t| parse(&t));
        let series = series.and_then(|series| fits(reader, id, series));
        message.set(match &series {
            Ok(series) => {
                let n = series.days.len();
                say!(
                    lang,
                    ("已读入{n}行，只在你的浏览器里。"),
                    ("{n} rows read; they stay in your browser.")
                )
            }
            Err(error) => words(error, lang),
        });
        if let Ok(series) = series {
            put(reader, id, Some(series));
        }
    };
    let read = move |event: leptos::ev::Event| {
        read_file(&event, LARGEST, take, move || message.set(words(&OwnError::TooLarge, lang)));
    };
    let clear = move |_| {
        put(reader, id, None);
        message.set(String::new());
    };
    view! {
        <details class="own">
            <summary>{lang.pick("加上你自己的序列", "Add a series of your own")}</summary>
            <p>
                {lang.pick(
                    "选一个两列的CSV文件（日期,数值），也可以直接拖到这个按钮上。文件只在浏览器里读，不上传。",
                    "Choose a CSV file of two columns (date,value), or drop one on the button. It is read in your browser and not uploaded.",
                )}
            </p>
            <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                aria-label=lang.pick("CSV文件", "CSV file")
                disabled=!reader.live()
                on:change=read
            />
            <button type="button" disabled=!reader.live() on:click=clear>
                {lang.pick("去掉", "Remove")}
            </button>
            <p role="status" class="message">
                {message}
            </p>
        </details>
    }
    .into_any()
}

/// Whether at least two days of a series fall on the figure's days, and all of these can be scaled to it.
fn fits(reader: Reader, id: Id, series: Series) -> Result<Series, OwnError> {
    let days = match id {
        Id::Stock => &reader.data.stock.split.days,
        _ => &reader.data.attention.board.starts,
    };
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Err(OwnError::Apart);
    };
    let shared = series.between(*first, *last);
    if shared.days.len() < 2 {
        return Err(OwnError::Apart);
    }
    // The share price is compared by multiples, also to a value before its first day; attention only by its shape,
    // where a zero is a value.
    let bad = match id {
        Id::Stock => series.day_under(f64::MIN_POSITIVE),
        _ if shared.values.iter().all(|value| *value == 0.0) => shared.days.first().copied(),
        _ => shared.day_under(0.0),
    };
    match bad {
        Some(day) => Err(OwnError::NotPositive(day.to_string())),
        None => Ok(series),
    }
}

fn put(reader: Reader, id: Id, series: Option<Series>) {
    let series = series.map(Arc::new);
    reader.state.update(|s| match id {
        Id::Stock => {
            if series.is_some() {
                // Beside the peers it would not be drawn.
                s.stock.view = View::Price;
            }
            s.stock.own = series;
        }
        _ => s.attention.own = series,
    });
}

/// What was wrong and what to do about it.
fn words(error: &OwnError, lang: Lang) -> String {
    match error {
        OwnError::Empty => lang.pick(
            "文件是空的。每行写“日期,数值”，例如 2024-01-31,12.5。".into(),
            "The file is empty. Write “date,value” on each line, such as 2024-01-31,12.5.".into(),
        ),
        OwnError::TooLarge => lang.pick(
            "文件太大：最多2 MB、5万行。请只留要比较的部分。".into(),
            "The file is too large: at most 2 MB and 50,000 rows. Keep only the part to compare."
                .into(),
        ),
        OwnError::NotText => lang.pick(
            "这不是UTF-8文本。表格文件请先另存为CSV（UTF-8）。".into(),
            "This is not UTF-8 text. Save a spreadsheet as CSV (UTF-8) first.".into(),
        ),
        OwnError::Columns(line, n) => say!(
            lang,
            ("第{line}行有{n}列，应为两列：日期,数值。小数点写“.”，数值里不要用逗号。"),
            ("Line {line} needs two columns, date,value, and has {n}. Write a decimal point, and no commas in numbers.")
        ),
        OwnError::Date(line, found) => say!(
            lang,
            ("第{line}行的“{found}”不是日期。请写成 2024-01-31 或 2024-01。"),
            ("Line {line}: “{found}” is not a date. Write 2024-01-31 or 2024-01.")
        ),
        OwnError::Value(line, found) => say!(
            lang,
            ("第{line}行的“{found}”不是数。请只写数字和小数点。"),
            ("Line {line}: “{found}” is not a number. Use digits and a decimal point only.")
        ),
        OwnError::Twice(line, date) => say!(
            lang,
            ("第{line}行的{date}前面已经有了。同一天只留一行。"),
            ("Line {line}: {date} stands on an earlier line too. Keep one row per day.")
        ),
        OwnError::Short => {
            lang.pick("至少要有两行数据。".into(), "At least two rows are needed.".into())
        }
        OwnError::NotPositive(day) => say!(
            lang,
            ("{day}的值不是正数。要和图中的线比，得是大于0的数。"),
            ("The value of {day} is not above 0. To stand beside the chart’s line, use values above 0.")
        ),
        OwnError::Apart => lang.pick(
            "至少要有两天落在图的时段里。请换一段时间的数据。".into(),
            "At least two days must fall inside the figure’s span. Choose data from that period."
                .into(),
        ),
    }
}
