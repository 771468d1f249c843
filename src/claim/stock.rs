//! Numbers of the cat and of the share price.

use super::{Claim, STORY, computed, reported, same};
use crate::data::Data;
use crate::data::events::by_id;
use crate::figure::Id;
use crate::figure::day::{DEEPSEEK as DEEPSEEK_DAY, day_fall};
use crate::figure::robust::robustness;
use crate::figure::stock::{Basis, FIRST, Params, STORY_END, range_multiple};
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::returns::simple_returns;
use crate::say;

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
        ("见 events.csv，“方法与核对”页可下载", "see events.csv, available on the page Method"),
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
    )
    .depends("起点、终点、是否计入分红", "the start, the end, whether dividends count"),
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
        ("见 events.csv，“方法与核对”页可下载", "see events.csv, available on the page Method"),
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
    computed(
        "day.worse.first",
        |data, lang| worse(data, lang, 0),
        ("跌幅更大的两天里较早的一天", "the earlier of the two days with larger falls"),
        same("nvda_daily.csv, close_usd"),
    ),
    computed(
        "day.worse.second",
        |data, lang| worse(data, lang, 1),
        ("跌幅更大的两天里较晚的一天", "the later of the two days with larger falls"),
        same("nvda_daily.csv, close_usd"),
    ),
    computed(
        "peers.from",
        |data, lang| {
            let first = date::month(*months(data)?.first()?, lang);
            Some(say!(lang, ("{first}末"), ("the end of {first}")))
        },
        ("同行数据的第一个月末", "the first month end of the peers’ data"),
        same("peers_monthly.csv"),
    ),
    reported(
        "peers.base",
        |_, _| Some("100".into()),
        ("各序列起点的指数", "the index at which every series starts"),
        same("peers_monthly.csv"),
    ),
    computed(
        "peers.end",
        |data, lang| Some(date::month(*months(data)?.last()?, lang)),
        ("时段里最后一个月末", "the last month end of the span"),
        same("peers_monthly.csv"),
    ),
    computed("peers.nvda", |data, _| peer(data, "NVDA"), PEER, same("peers_monthly.csv")),
    computed("peers.amd", |data, _| peer(data, "AMD"), PEER, same("peers_monthly.csv")),
    computed("peers.intel", |data, _| peer(data, "INTC"), PEER, same("peers_monthly.csv")),
    computed(
        "robust.stock.n",
        |data, lang| Some(robustness(Id::Stock, data, lang)?.count().1.to_string()),
        ("起点3个×终点3个×是否计入分红", "3 starts × 3 ends × with and without dividends"),
        same("nvda_daily.csv"),
    ),
    computed(
        "robust.stock.k",
        |data, lang| Some(robustness(Id::Stock, data, lang)?.count().0.to_string()),
        ("其中倍数在450到550之间的", "those with a multiple from 450 to 550"),
        same("nvda_daily.csv"),
    )
    .depends("多宽算“约”", "how wide “about” is"),
];

const PEER: (&str, &str) = (
    "末月月末值 ÷ 2012年1月末值 × 100，不计分红",
    "last month end ÷ end of January 2012 × 100, without dividends",
);

/// The month ends from the data's first to the story's end.
fn months(data: &Data) -> Option<&[Day]> {
    let end = data.peers.months.partition_point(|m| *m <= STORY_END);
    data.peers.months.get(..end)
}

fn peer(data: &Data, name: &str) -> Option<String> {
    let column = data.peers.names.iter().position(|n| n == name)?;
    let values = data.peers.values.get(column)?;
    let last = values.get(months(data)?.len().checked_sub(1)?)?;
    Some(number::grouped(last / values.first()? * 100.0, 0))
}

/// The days that fell further than the DeepSeek day, in order of time.
fn worse(data: &Data, lang: Lang, index: usize) -> Option<String> {
    let (fall, _) = day_fall(data, DEEPSEEK_DAY)?;
    let series = &data.stock.split;
    let moves = series.days.iter().skip(1).zip(simple_returns(&series.values));
    let (day, _) = moves.filter(|(_, r)| *r < fall).nth(index)?;
    Some(date::date(*day, lang))
}
