// On the host: the two charts' data as a careful developer would serve it, made from the article's own tables.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../build.mjs";

function rows(name) {
  const [head, ...lines] = readFileSync(join(ROOT, "public/data", name), "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((column, i) => [column, cells[i]]));
  });
}

const day = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** Days as differences; counts instead of rates; what can be computed (drawdown, smoothing) is left to the page. */
export function compactJson() {
  const stock = rows("nvda_daily.csv");
  const days = stock.map((row) => day(row.date));
  const board = rows("attention_hn_quarterly.csv");
  const column = (name) => board.map((row) => Number(row[name]));
  return JSON.stringify({
    first: days[0],
    gaps: days.slice(1).map((d, i) => d - days[i]),
    close: stock.map((row) => Number(row.close_usd)),
    quarter: board[0].period,
    titles: column("n_titles"),
    compute: column("compute"),
    algorithm: column("algorithm"),
    data: column("data"),
  });
}
