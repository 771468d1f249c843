//! The newsroom kit: one zip per figure and language with all that a newsroom needs to show it by itself.

use crate::run::{Failure, root};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What lies at the top of a kit: the ending of the file in `pictures/`, and its name in the kit.
const TOP: [(&str, &str); 6] = [
    ("png", "picture.png"),
    ("svg", "picture.svg"),
    ("dark.svg", "picture-dark.svg"),
    ("csv", "table.csv"),
    ("txt", "texts.txt"),
    ("md", "EMBED.md"),
];

const README: &str = "\
算力焦虑 · Compute Anxiety · {name}

picture.png, picture.svg, picture-dark.svg   图片 · the figure as a picture
card.png                                     分享卡 · share card, 1200 × 630
table.csv                                    图中数据 · what is drawn, as rows
texts.txt                                    图注、署名、替代文字 · caption, credit, alternative text
EMBED.md                                     嵌入代码 · codes to embed it
interactive/                                 互动版，不带署名行 · the live figure without its credit line

互动版：把interactive/整个文件夹放到任一静态服务器，iframe指向 embed/{name}.html。
The live figure: put the folder interactive/ on any static server and point a frame at embed/{name}.html.

许可：文字、图片与自采数据CC BY 4.0，程序MIT或Apache-2.0；各数据表的许可见table.csv末尾与interactive/data/datapackage.json。
Licence: words, pictures and our own counts CC BY 4.0, program MIT or Apache-2.0; each table's licence stands at the
end of table.csv and in interactive/data/datapackage.json. Please name Compute Anxiety and the source of the data.
";

/// Writes all kits from `dist/` into `dist/kit/`; gives their number.
pub fn write() -> Result<usize, Failure> {
    let dist = root().join("dist");
    let folder = dist.join("kit");
    fs::create_dir_all(&folder).map_err(|e| broken(&folder, e))?;
    let texts = list(&dist.join("pictures"))?;
    let mut count = 0;
    for path in texts.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        one(&dist, &folder.join(format!("{name}.zip")), &name)?;
        count += 1;
    }
    match count {
        0 => Err("dist/pictures holds no figures; run `cargo xtask build`".into()),
        count => Ok(count),
    }
}

fn one(dist: &Path, target: &Path, name: &str) -> Result<(), Failure> {
    let file = File::create(target).map_err(|e| broken(target, e))?;
    let mut zip = ZipWriter::new(file);
    let mut put = |inside: &str, bytes: &[u8]| -> Result<(), Failure> {
        zip.start_file(inside, SimpleFileOptions::default()).map_err(|e| broken(target, e))?;
        zip.write_all(bytes).map_err(|e| broken(target, e))
    };
    put("README.txt", README.replace("{name}", name).as_bytes())?;
    for (ending, inside) in TOP {
        put(inside, &read(&dist.join(format!("pictures/{name}.{ending}")))?)?;
        let same = format!("interactive/pictures/{name}.{ending}");
        put(&same, &read(&dist.join(format!("pictures/{name}.{ending}")))?)?;
    }
    let card = read(&dist.join(format!("cards/{name}.png")))?;
    put("card.png", &card)?;
    put(&format!("interactive/cards/{name}.png"), &card)?;
    let page =
        String::from_utf8_lossy(&read(&dist.join(format!("embed/{name}.html")))?).into_owned();
    let bare = page.replacen("<html", "<html data-kit data-brand=\"none\"", 1);
    put(&format!("interactive/embed/{name}.html"), bare.as_bytes())?;
    for path in list(dist)?.iter().chain(&list(&dist.join("data"))?) {
        let inside = path.strip_prefix(dist).unwrap_or(path).to_string_lossy().replace('\\', "/");
        // Of the folder's own files only those that the page loads, and the script for hosts.
        let loaded = page.contains(&format!("=\"../{inside}\""));
        if inside.starts_with("data/") || inside == "embed.js" || loaded {
            put(&format!("interactive/{inside}"), &read(path)?)?;
        }
    }
    zip.finish().map_err(|e| broken(target, e))?;
    Ok(())
}

/// The files of a folder, in order.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|e| {
        format!("{} cannot be read ({e}); run `cargo xtask build`", folder.display())
    })?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path)
        .map_err(|e| format!("{} cannot be read ({e}); run `cargo xtask build`", path.display()))
}

fn broken(path: &Path, error: impl std::fmt::Display) -> Failure {
    format!("{} cannot be written: {error}", path.display())
}
