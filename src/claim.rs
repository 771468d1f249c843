//! The registry of numbers in the prose: what each is worth, where it comes from, how it is had.

use crate::data::Data;
use crate::data::events::by_id;
use crate::data::race::Powertrain;
use crate::figure::attention::{self, LEVEL, Measure, Source};
use crate::figure::race;
use crate::figure::stock::{Basis, FIRST, LAST, Params, STORY_END, day_fall, range_multiple};
use crate::i18n::{Lang, date, number};
use crate::model::change_point::ChangePoint;
use crate::model::day::Day;
use crate::model::race::{DISTANCE_KM, average_kmh};

/// How a number came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Computed from the bundled data when the page is made.
    Computed,
    /// Reported by a source.
    Reported,
}

/// One registered number.
pub struct Claim {
    /// Name in `{{…}}`.
    pub id: &'static str,
    /// Computed or reported.
    pub kind: Kind,
    /// The number as the reader sees it; `None` where the data do not give it.
    pub say: fn(&Data, Lang) -> Option<String>,
    /// Formula or explanation, Chinese and English.
    pub how: (&'static str, &'static str),
    /// Table or source, Chinese and English.
    pub source: (&'static str, &'static str),
}

/// The claim with this id.
pub fn find(id: &str) -> Option<&'static Claim> {
    REGISTRY.iter().find(|claim| claim.id == id)
}

const fn computed(
    id: &'static str,
    say: fn(&Data, Lang) -> Option<String>,
    how: (&'static str, &'static str),
    source: (&'static str, &'static str),
) -> Claim {
    Claim { id, kind: Kind::Computed, say, how, source }
}

const fn reported(
    id: &'static str,
    say: fn(&Data, Lang) -> Option<String>,
    how: (&'static str, &'static str),
    source: (&'static str, &'static str),
) -> Claim {
    Claim { id, kind: Kind::Reported, say, how, source }
}

/// 2025-01-27.
const DEEPSEEK_DAY: Day = Day(20_115);
/// 1894-07-22.
const RACE_DAY: Day = Day(-27_556);

/// A source that has the same name in both languages: a file, a paper.
const fn same(name: &'static str) -> (&'static str, &'static str) {
    (name, name)
}

const STORY: (&str, &str) = (
    "专栏“玉渊谭天”，2025年7月（本文重述的评论）",
    "the column Yuyuan Tantian, July 2025 (the commentary retold here)",
);
const PRESS: (&str, &str) = ("2025年1月27日的新闻报道", "press reports of January 27, 2025");
const HISTORIES: (&str, &str) = same("race_1894.csv, race_1894_facts.csv");

/// Every number that the prose may name.
pub const REGISTRY: &[Claim] = &[
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
            "see events.csv, to be had under “Data” at the end",
        ),
        same("events.csv"),
    ),
    reported(
        "story.multiple",
        |_, lang| Some(lang.pick("500倍", "500-fold").into()),
        ("原文的说法，未给起止日与口径", "as the story says it, without dates or basis"),
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
            "see events.csv, to be had under “Data” at the end",
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
    reported(
        "story.gpt3",
        |_, lang| Some(lang.pick("2020年5月", "May 2020").into()),
        ("GPT-3论文的月份", "month of the GPT-3 paper"),
        same("events.csv"),
    ),
    reported(
        "story.break",
        |_, lang| Some(lang.pick("2022年8月", "August 2022").into()),
        ("原文所说算力与另两项分开的月份", "the month in which the story sees compute break away"),
        STORY,
    ),
    computed(
        "attention.break",
        |data, lang| period(data, lang, Measure::Rate, |c| c.at),
        (
            "二项比率单变点的后验众数，已按离散程度缩减样本",
            "posterior mode of one change point in a binomial rate, counts scaled down by their dispersion",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.low",
        |data, lang| period(data, lang, Measure::Rate, |c| c.interval.0),
        ("变点可信区间的起点", "start of the change point’s credible interval"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.high",
        |data, lang| period(data, lang, Measure::Rate, |c| c.interval.1),
        ("变点可信区间的终点", "end of the change point’s credible interval"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.level",
        |_, _| Some(number::percent(LEVEL, 0)),
        ("可信水平", "credible level"),
        same("model/change_point.rs"),
    ),
    computed(
        "attention.before",
        |data, lang| Some(rate(board(data, Measure::Rate)?.rates.0, lang)),
        ("变点以前的合并比率", "pooled rate before the change"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.after",
        |data, lang| Some(rate(board(data, Measure::Rate)?.rates.1, lang)),
        ("变点以后的合并比率", "pooled rate after the change"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.lead",
        |data, lang| {
            let lead = attention::data_lead(attention::counts(data, Source::Board))?;
            let lead = number::grouped(lead, 1);
            Some(lang.pick(format!("{lead}倍"), format!("{lead} times")))
        },
        (
            "2022年8月以前提到数据的标题 ÷ 提到算力的标题",
            "titles naming data ÷ titles naming compute, before August 2022",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.share.low",
        |data, lang| period(data, lang, Measure::Share, |c| c.interval.0),
        ("改看份额时可信区间的起点", "start of the credible interval for the share"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.share.high",
        |data, lang| period(data, lang, Measure::Share, |c| c.interval.1),
        ("改看份额时可信区间的终点", "end of the credible interval for the share"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.filtered",
        |data, _| certainty(data, Source::BoardAi),
        (
            "只数谈人工智能或中国的标题，存在变点的概率（事先假定有无各半）",
            "probability of any change in the titles on AI or China (even odds beforehand)",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.policy.base",
        |data, lang| {
            let n = attention::base_total(attention::counts(data, Source::Policy));
            let n = number::grouped(n, 0);
            Some(lang.pick(format!("{n}份"), n))
        },
        ("2021年初至2022年8月前的文件数", "documents from 2021 to August 2022"),
        same("attention_us_policy_agora.csv"),
    ),
    computed(
        "attention.policy",
        |data, _| certainty(data, Source::Policy),
        (
            "政策文件中存在变点的概率（事先假定有无各半）",
            "probability of any change in the policy documents (even odds beforehand)",
        ),
        same("attention_us_policy_agora.csv"),
    ),
    computed(
        "attention.news",
        |data, _| certainty(data, Source::News),
        (
            "首页网址中存在变点的概率（事先假定有无各半）",
            "probability of any change in the home-page addresses (even odds beforehand)",
        ),
        same("attention_us_news_urls_monthly.csv"),
    ),
    reported(
        "race.year",
        |_, lang| Some(date::year(RACE_DAY, lang)),
        ("赛事的年份", "year of the race"),
        HISTORIES,
    ),
    reported(
        "race.date",
        |_, lang| Some(date::date(RACE_DAY, lang)),
        ("赛事的日期", "day of the race"),
        HISTORIES,
    ),
    reported(
        "race.km",
        |_, lang| {
            Some(lang.pick(format!("{DISTANCE_KM}公里"), format!("{DISTANCE_KM} kilometres")))
        },
        ("一说125公里", "one source says 125"),
        HISTORIES,
    ),
    reported(
        "race.entries",
        |_, lang| Some(lang.pick("102份", "102").into()),
        ("报名数", "entries"),
        HISTORIES,
    ),
    computed(
        "race.starters",
        |data, lang| count(data, lang, |_| true),
        ("出发的车数", "rows of the table"),
        same("race_1894.csv"),
    ),
    computed(
        "race.finishers",
        |data, lang| count(data, lang, |c| c.seconds.is_some()),
        ("有到达用时的车数", "rows with a time"),
        same("race_1894.csv"),
    ),
    computed(
        "race.petrol.starters",
        |data, lang| count(data, lang, |c| c.powertrain == Powertrain::Petrol),
        (
            "出发的汽油车数；一份当日报道作14辆",
            "petrol cars that started; one report of the day says 14",
        ),
        same("race_1894.csv"),
    ),
    computed(
        "race.steam",
        |data, lang| {
            count(data, lang, |c| c.seconds.is_some() && c.powertrain == Powertrain::Steam)
        },
        (
            "走完全程的蒸汽车数，动力有争议的一辆不计",
            "steam cars that finished, the disputed car left out",
        ),
        same("race_1894.csv"),
    ),
    computed(
        "race.steam.starters",
        |data, lang| count(data, lang, |c| c.powertrain == Powertrain::Steam),
        (
            "出发的蒸汽车数，动力有争议的一辆不计",
            "steam cars that started, the disputed car left out",
        ),
        same("race_1894.csv"),
    ),
    computed(
        "race.retired",
        |data, lang| {
            count(data, lang, |c| c.seconds.is_none() && c.powertrain == Powertrain::Steam)
        },
        ("退赛的蒸汽车数；退赛者全是蒸汽车", "retired steam cars; every retired car was one"),
        same("race_1894.csv"),
    ),
    computed(
        "race.first",
        |data, lang| Some(number::duration(data.race.first()?.seconds?, lang)),
        (
            "第一名用时；另一套计时为5小时40分",
            "time of the first car; another time base says 5 h 40 min",
        ),
        same("race_1894.csv, elapsed_s"),
    ),
    computed(
        "race.speed",
        |data, lang| {
            let speed = number::grouped(average_kmh(data.race.first()?.seconds?)?, 1);
            Some(lang.pick(format!("{speed}公里"), format!("{speed} km/h")))
        },
        ("126公里 ÷ 用时", "126 km ÷ time"),
        same("race_1894.csv"),
    ),
    computed(
        "race.gap",
        |data, lang| Some(number::duration(race::lead(&data.race)?, lang)),
        (
            "第二名用时 − 第一名用时；另一套计时差5分钟",
            "second time − first time; 5 minutes on the other time base",
        ),
        same("race_1894.csv, elapsed_s"),
    ),
    reported(
        "race.prize",
        |_, lang| Some(lang.pick("5000法郎", "5,000 francs").into()),
        ("头奖，由两家均分", "first prize, shared equally by two makers"),
        HISTORIES,
    ),
];

fn board(data: &Data, measure: Measure) -> Option<ChangePoint> {
    attention::compute_change(attention::counts(data, Source::Board), measure)
}

fn period(
    data: &Data,
    lang: Lang,
    measure: Measure,
    pick: fn(&ChangePoint) -> usize,
) -> Option<String> {
    let counts = attention::counts(data, Source::Board);
    let start = counts.starts.get(pick(&board(data, measure)?))?;
    Some(date::period(*start, counts.months, lang))
}

fn certainty(data: &Data, source: Source) -> Option<String> {
    let change = attention::compute_change(attention::counts(data, source), Measure::Rate)?;
    Some(number::percent(change.certainty, 0))
}

fn rate(rate: f64, lang: Lang) -> String {
    let value = number::grouped(rate * 1000.0, 1);
    lang.pick(format!("{value}条"), value)
}

fn count(data: &Data, lang: Lang, keep: fn(&&crate::data::race::Car) -> bool) -> Option<String> {
    let n = data.race.iter().filter(keep).count();
    Some(lang.pick(format!("{n}辆"), n.to_string()))
}
