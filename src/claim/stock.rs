//! Numbers of the cat and of the share price.

use super::{Claim, STORY, computed, reported, same};
use crate::data::events::by_id;
use crate::figure::stock::{Basis, FIRST, LAST, Params, STORY_END, day_fall, range_multiple};
use crate::i18n::{date, number};
use crate::model::day::Day;

/// 2025-01-27.
const DEEPSEEK_DAY: Day = Day(20_115);
const PRESS: (&str, &str) = ("2025年1月27日的新闻报道", "press reports of January 27, 2025");

pub(super) const CLAIMS: &[Claim] = &[
    reported(
        "cat.year",
        |_, lang| Some(lang.pick("2012年", "2012").into()),
        ("论文发表于2012年国际机器学习会议", "the paper appeared at ICML 2012"),
        same(
            "Le et al., Building high-level features using large scale unsupervised learning, ICML 2012",
        ),
    ),
    reported(
        "cat.cores",
        |_, lang| Some(lang.pick("1.6万", "16,000").into()),
        (
            "常被说成1.6万个“处理器”，实为核心数",
            "often told as 16,000 “processors”; they were cores",
        ),
        same("Le et al., ICML 2012"),
    ),
    reported(
        "cat.machines",
        |_, lang| Some(lang.pick("1000台", "1,000").into()),
        ("集群的机器数", "machines in the cluster"),
        same("Le et al., ICML 2012"),
    ),
    reported(
        "nvidia.share",
        |_, _| Some("70%".into()),
        ("报道中的“超过”，口径未公开", "“above” as reported; how it was counted is not published"),
        STORY,
    ),
    reported(
        "nvidia.cap",
        |_, lang| Some(lang.pick("4万亿美元", "4 trillion dollars").into()),
        (
            "盘中首次2025年7月9日，收盘首次7月10日",
            "first intraday on July 9, 2025, at the close on July 10",
        ),
        same("events.csv"),
    ),
    reported(
        "nvidia.cap.month",
        |data, lang| Some(date::month(by_id(&data.events, "four-trillion")?.day, lang)),
        (
            "见 events.csv，页末“数据”一节可下载",
            "see events.csv, available under “Data” at the end",
        ),
        same("events.csv"),
    ),
    reported(
        "story.multiple",
        |_, lang| Some(lang.pick("500倍", "500-fold").into()),
        ("评论里的说法，未给起止日与口径", "as the commentary says it, without dates or basis"),
        STORY,
    ),
    computed(
        "stock.start",
        |_, lang| Some(date::date(FIRST, lang)),
        ("数据的第一个交易日", "first trading day of the data"),
        same("nvda_daily.csv"),
    ),
    computed(
        "stock.year",
        |_, lang| Some(date::year(FIRST, lang)),
        ("数据开始的年份", "the year in which the data begin"),
        same("nvda_daily.csv"),
    ),
    computed(
        "stock.last",
        |_, lang| Some(date::month(LAST, lang)),
        ("数据结束的月份", "the month in which the data end"),
        same("nvda_daily.csv"),
    ),
    computed(
        "stock.end",
        |_, lang| Some(date::date(STORY_END, lang)),
        ("宣布恢复销售H20的当天", "the day of the H20 news"),
        same("nvda_daily.csv"),
    ),
    computed(
        "stock.multiple.split",
        |data, lang| Some(number::times(range_multiple(data, &Params::default())?, lang)),
        ("末日收盘 ÷ 首日收盘，按拆股调整", "last close ÷ first close, adjusted for splits"),
        same("nvda_daily.csv, close_usd"),
    ),
    computed(
        "stock.multiple.dividend",
        |data, lang| {
            let params = Params { basis: Basis::Dividend, ..Params::default() };
            Some(number::times(range_multiple(data, &params)?, lang))
        },
        (
            "末日收盘 ÷ 首日收盘，按拆股和分红调整",
            "last close ÷ first close, adjusted for splits and dividends",
        ),
        same("nvda_daily.csv, close_dividend_adjusted_usd"),
    ),
    reported(
        "day.date",
        |data, lang| Some(date::date(by_id(&data.events, "deepseek")?.day, lang)),
        (
            "见 events.csv，页末“数据”一节可下载",
            "see events.csv, available under “Data” at the end",
        ),
        same("events.csv"),
    ),
    computed(
        "day.fall",
        |data, _| Some(number::percent(day_fall(data, DEEPSEEK_DAY)?.0.abs(), 2)),
        ("当日收盘 ÷ 前一日收盘 − 1", "close ÷ close of the day before − 1"),
        same("nvda_daily.csv, close_usd"),
    ),
    computed(
        "day.rank",
        |data, lang| Some(number::ordinal(day_fall(data, DEEPSEEK_DAY)?.1, lang)),
        (
            "2012年以来全部日收益率从低到高的名次",
            "place among all daily returns since 2012, lowest first",
        ),
        same("nvda_daily.csv, close_usd"),
    ),
    computed(
        "day.count",
        |data, _| Some(number::grouped(data.stock.split.days.len().checked_sub(1)? as f64, 0)),
        ("日收益率的个数", "number of daily returns"),
        same("nvda_daily.csv"),
    ),
    reported(
        "day.dollars",
        |_, lang| Some(lang.pick("5890亿美元", "589 billion dollars").into()),
        (
            "报道中的当日市值损失；股本未收入数据，无法重算",
            "market value lost that day as reported; shares outstanding are not in the data",
        ),
        PRESS,
    ),
];
