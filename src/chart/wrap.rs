//! Breaking text into lines, Chinese and English.

/// No line begins with these.
const CLOSING: &str = "，。、；：？！）】》」』”’%,.;:?!)";
/// No line ends with these.
const OPENING: &str = "（【《「『“‘(";

/// Cuts a text into lines that fit: between words, and between any two Han characters but before closing
/// and after opening punctuation. A word too long for a line is cut anywhere.
pub fn wrap(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if line.is_empty() || fits(longer.trim_end()) {
            line = longer;
        } else {
            lines.push(line.trim_end().to_string());
            line = piece.trim_start().to_string();
        }
        while !fits(line.trim_end()) && line.chars().count() > 1 {
            let keep = (1..line.chars().count()).rev();
            let head = |n: usize| line.chars().take(n).collect::<String>();
            let cut = keep.map(head).find(|part| fits(part)).unwrap_or_else(|| head(1));
            line = line.chars().skip(cut.chars().count()).collect();
            lines.push(cut);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// The parts between which a line may be broken.
fn pieces(text: &str) -> Vec<String> {
    let han = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”');
    let mut out: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let breaks = before.is_none_or(|b: char| {
            let free = b == ' ' || han(b) || han(c);
            // An address is best broken before a key.
            let key = c == '&' && (b.is_ascii_digit() || b.is_ascii_lowercase());
            key || free && !CLOSING.contains(c) && !OPENING.contains(b) && c != ' '
        });
        match out.last_mut().filter(|_| !breaks) {
            Some(piece) => piece.push(c),
            None => out.push(c.into()),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_lose_nothing(text in "[a-z 算力焦虑，。（）]{0,80}", most in 2..12usize) {
            let lines = wrap(&text, |line| line.chars().count() <= most);
            prop_assert!(lines.iter().all(|line| line.chars().count() <= most));
            let letters = |t: &str| t.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    #[test]
    fn punctuation_stays_with_its_word() {
        let lines = wrap("算力（算力）焦虑，焦虑。", |line| line.chars().count() <= 4);
        for line in &lines {
            assert!(!line.starts_with(['，', '。', '）']), "{lines:?}");
            assert!(!line.ends_with('（'), "{lines:?}");
        }
        assert_eq!(wrap("compute anxiety", |l| l.len() <= 9), ["compute", "anxiety"]);
    }
}
