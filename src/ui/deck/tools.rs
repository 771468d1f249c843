//! What stands around the slides: the bar, the panels, the speaker's side. The script that drives them finds them
//! by `data-do` (a press), `data-panel` (a dialog) and `data-show` (a place for a value).

use crate::figure::control::Words;
use crate::i18n::Lang;
use crate::ui::Reader;
use leptos::prelude::*;

/// A press: what it does, its sign, its name.
type Press = (&'static str, &'static str, Words);

fn presses(lang: Lang, all: &[Press]) -> impl IntoView + use<> {
    let buttons = all.iter().map(|(act, sign, (zh, en))| {
        let name = lang.pick(*zh, *en);
        view! {
            <button type="button" data-do=*act aria-label=name title=name>
                {*sign}
            </button>
        }
    });
    buttons.collect_view()
}

/// The bar under the slides.
pub fn bar(lang: Lang) -> impl IntoView {
    let way: [Press; 2] = [("back", "‹", ("上一步", "Back")), ("next", "›", ("下一步", "Next"))];
    let more: [Press; 5] = [
        ("overview", "O", ("总览（O）", "Overview (O)")),
        ("speaker", "S", ("讲者窗口（S）", "Speaker window (S)")),
        ("full", "F", ("全屏（F）", "Full screen (F)")),
        ("check", "C", ("上台前检查（C）", "Pre-flight check (C)")),
        ("help", "?", ("按键（?）", "Keys (?)")),
    ];
    let other =
        lang.pick(("en/present.html", "en", "English"), ("../present.html", "zh-Hans", "中文"));
    view! {
        <nav class="deck-bar" aria-label=lang.pick("放映", "Show")>
            {presses(lang, &way)}
            <output data-show="count" aria-live="off"></output>
            <span class="deck-line" aria-hidden="true">
                <i data-show="line"></i>
            </span>
            {presses(lang, &more)}
            <a href=other.0 hreflang=other.1 lang=other.1 data-keep-query=other.0>
                {other.2}
            </a>
            <a href="index.html" data-keep-query="index.html">
                {lang.pick("文章", "Article")}
            </a>
        </nav>
        <p class="deck-hint" role="status" data-show="hint" hidden></p>
        // What the script may have to say, in the page's language.
        <template data-words>
            <p data-word="blocked">
                {lang.pick(
                    "浏览器拦下了讲者窗口。请在地址栏允许本页弹出窗口，再按S；或者自己另开一个窗口，打开这个地址：",
                    "The browser blocked the speaker window. Allow pop-ups for this page and press S again, or open this address in a second window: ",
                )}
            </p>
            <p data-word="goto">{lang.pick("去第几页？数字，回车", "Go to slide? Digits, then Enter")}</p>
        </template>
    }
}

/// The dark screen.
pub fn blank(lang: Lang) -> impl IntoView {
    view! {
        <div class="deck-blank" role="img" aria-label=lang.pick("屏幕已遮黑", "The screen is blank") hidden></div>
    }
}

fn panel(name: &'static str, title: &'static str, lang: Lang, inside: AnyView) -> AnyView {
    view! {
        <dialog data-panel=name aria-label=title>
            <header>
                <h2>{title}</h2>
                <button type="button" data-do="close" aria-label=lang.pick("关闭", "Close")>
                    "×"
                </button>
            </header>
            {inside}
        </dialog>
    }
    .into_any()
}

/// All stops with their pictures; the script fills it when it is first opened.
pub fn overview(lang: Lang) -> impl IntoView {
    let list = view! { <ol class="deck-all" data-show="all"></ol> };
    panel("overview", lang.pick("总览", "Overview"), lang, list.into_any())
}

/// Keys, and what they do.
const KEYS: [(&str, Words); 10] = [
    ("→ ↓ Space PgDn", ("下一步", "Next")),
    ("← ↑ PgUp", ("上一步", "Back")),
    ("Home End", ("第一页、最后一页", "First, last")),
    ("G 12 ↵", ("去第12页", "Go to slide 12")),
    ("B .", ("遮黑、恢复", "Blank, and back")),
    ("O", ("总览", "Overview")),
    ("S", ("讲者窗口", "Speaker window")),
    ("F", ("全屏", "Full screen")),
    ("C", ("上台前检查", "Pre-flight check")),
    ("?", ("这张表", "This list")),
];

/// The keys.
pub fn help(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let single = format!("{}compute-anxiety.html", reader.root);
    let rows = KEYS.map(|(keys, (zh, en))| {
        let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
        view! {
            <dt>{keys}</dt>
            <dd>{lang.pick(zh, en)}</dd>
        }
    });
    let list = view! {
        <dl class="deck-keys">{rows.collect_view()}</dl>
        <p>
            {lang.pick(
                "翻页笔的前后与黑屏键同样有效；触屏上左右划。正在输入或操作控件时，这些键归控件，按Esc离开控件。鼠标用过的控件自动让出按键。",
                "A clicker’s back, forward and blank keys work too; on a touch screen, swipe. Inside a field or control the keys are its own, Esc leaves it; a control used by mouse gives the keys back by itself.",
            )}
        </p>
        <p>
            {lang.pick(
                "图是活的：在讲者窗口里拖、点、播放，投影上同步发生。打印得到讲义，一步一页。",
                "The figures are live: what you drag, press or play in the speaker window happens on the wall. Printed, the talk is a handout, one step a page.",
            )}
        </p>
        <p>
            <button type="button" data-do="print">{lang.pick("打印讲义", "Print the handout")}</button>
            " "
            <label>
                <input type="checkbox" data-do="notes" />
                " "
                {lang.pick("带上提词", "with the notes")}
            </label>
        </p>
        <p class="deck-single">
            {lang.pick("带去没有网络的地方：", "To take along where there is no network: ")}
            <a href=single download>"compute-anxiety.html"</a>
            {lang.pick("，一个文件，双击即开。", ", one file that opens by double click.")}
        </p>
    };
    panel("help", lang.pick("按键", "Keys"), lang, list.into_any())
}

/// One check: its name, its title, what is said where all is well, and where it is not.
type Check = (&'static str, Words, Words, Words);

/// What is said where a check has come to nothing yet, or the browser does not tell.
const ASKED: [(&str, Words); 2] = [
    (
        "screens",
        (
            "只看到一块屏幕，或浏览器不提供。接上投影后，把放映窗口拖过去，再按F",
            "only one screen is seen, or the browser does not tell. Plug the projector in, move the show there, press F",
        ),
    ),
    ("sound", ("点“放一声”试一试", "press “Play a note” to try")),
];

const CHECKS: [Check; 7] = [
    (
        "figures",
        ("图", "Figures"),
        ("都能动", "all live"),
        (
            "只有静态图，照样能讲；重新载入也许能恢复",
            "static only, the talk works all the same; reloading may help",
        ),
    ),
    (
        "offline",
        ("断网", "Without a network"),
        ("全部内容都在这台机器上", "everything is on this machine"),
        (
            "还没存好：联网多等一会儿再查，或改用单文件版 compute-anxiety.html",
            "not stored yet: stay online a little and check again, or use the single file compute-anxiety.html",
        ),
    ),
    (
        "speaker",
        ("讲者窗口", "Speaker window"),
        ("已接上", "connected"),
        (
            "没有接上：按S打开；若被拦下，请允许弹出窗口",
            "not connected: press S; if it is blocked, allow pop-ups",
        ),
    ),
    (
        "screens",
        ("屏幕", "Screens"),
        (
            "看得到第二块屏幕，请设为“扩展”而非“镜像”",
            "a second screen is there; let it extend the desktop, not mirror it",
        ),
        ("", ""),
    ),
    (
        "fonts",
        ("字体", "Fonts"),
        ("汉字显示正常", "Chinese characters are drawn"),
        (
            "这台机器没有中文字体，汉字会成方框；请先装一种",
            "this machine has no Chinese font and shows boxes; install one first",
        ),
    ),
    (
        "awake",
        ("熄屏", "Sleep"),
        ("放映时屏幕不会自己熄灭", "the screen will not go to sleep during the show"),
        (
            "浏览器挡不住熄屏，请在系统里关掉自动睡眠",
            "the browser cannot keep it awake; switch sleep off in the system",
        ),
    ),
    (
        "sound",
        ("声音", "Sound"),
        ("刚放了一声，听见了就好", "a note was played; fine if you heard it"),
        (
            "浏览器没有放出声音；“听这条线”会没有声音",
            "the browser gave no sound; “Hear the line” would be silent",
        ),
    ),
];

/// What should be looked at before going on.
pub fn check(lang: Lang) -> impl IntoView {
    let pick = move |(zh, en): Words| lang.pick(zh, en);
    let rows = CHECKS.map(|(name, title, good, bad)| {
        let asked = ASKED.into_iter().find(|(of, _)| *of == name).map(|(_, words)| words);
        view! {
            <li data-check=name>
                <b>{pick(title)}</b>
                " "
                <output></output>
                " "
                <span class="good">{pick(good)}</span>
                <span class="bad">{pick(bad)}</span>
                <span class="ask">{asked.map(pick)}</span>
            </li>
        }
    });
    let list = view! {
        <ul class="deck-checks">{rows.collect_view()}</ul>
        <p>
            <button type="button" data-do="sound">{lang.pick("放一声", "Play a note")}</button>
            <button type="button" data-do="again">{lang.pick("再查一遍", "Check again")}</button>
            <button type="button" data-do="update" hidden>
                {lang.pick("有新版本：换用并重新载入", "A new version is there: use it and reload")}
            </button>
        </p>
    };
    panel("check", lang.pick("上台前检查", "Pre-flight check"), lang, list.into_any())
}

/// The speaker's side: notes, what comes next, the time.
pub fn speaker(lang: Lang) -> impl IntoView {
    let keys: [(&str, Words); 2] = [
        ("blank", ("遮黑（B）", "Blank (B)")),
        ("freeze", ("定住投影（Z）", "Freeze the wall (Z)")),
    ];
    let keys = keys.map(|(act, (zh, en))| {
        view! {
            <button type="button" data-do=act aria-pressed="false">
                {lang.pick(zh, en)}
            </button>
        }
    });
    let sizes: [Press; 2] = [
        ("smaller", "A−", ("提词小一些", "Smaller notes")),
        ("larger", "A＋", ("提词大一些", "Larger notes")),
    ];
    view! {
        <aside class="speaker" aria-label=lang.pick("讲者", "Speaker")>
            <div class="speaker-time">
                <p>
                    <b data-show="clock"></b>
                    <span>{lang.pick("现在", "now")}</span>
                </p>
                <p>
                    <b data-show="timer">"0:00"</b>
                    <span>{lang.pick("已讲", "elapsed")}</span>
                </p>
                <p>
                    <b data-show="plan"></b>
                    <span>{lang.pick("这一步讲完应到", "planned by the end of this step")}</span>
                </p>
                <p>
                    <b data-show="pace"></b>
                    <span data-show="late" hidden>{lang.pick("慢了", "behind")}</span>
                    <span data-show="early" hidden>{lang.pick("快了", "ahead")}</span>
                    <span data-show="fit">{lang.pick("正好", "on time")}</span>
                </p>
            </div>
            <div class="speaker-keys">
                <button type="button" data-do="timer" aria-pressed="false">
                    {lang.pick("计时", "Timer")}
                </button>
                <button type="button" data-do="reset">{lang.pick("归零", "Reset")}</button>
                <label>
                    {lang.pick("全长（分）", "Length (min)")} " "
                    <input type="number" min="5" max="180" step="1" data-show="length" />
                </label>
                {keys.into_iter().collect_view()}
            </div>
            <p class="speaker-link" data-show="link" data-state="alone">
                <span class="together">{lang.pick("投影已同步", "In step with the wall")}</span>
                <span class="frozen">{lang.pick("投影已定住，你可以先走", "The wall is frozen; you may go ahead")}</span>
                <span class="alone">{lang.pick("等待投影窗口……", "Waiting for the audience window…")}</span>
            </p>
            <div class="speaker-notes" data-show="notes" tabindex="0" role="region" aria-label=lang.pick("提词", "Notes")></div>
            <div class="speaker-keys">
                {presses(lang, &sizes)}
                <button type="button" data-do="language" aria-pressed="false">
                    {lang.pick("提词用英文", "Notes in Chinese")}
                </button>
            </div>
            <div class="speaker-next">
                <p class="kicker">{lang.pick("下一步", "Next")}</p>
                <div data-show="next"></div>
            </div>
        </aside>
    }
}
