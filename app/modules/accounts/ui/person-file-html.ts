/** Words of the file, handed in by whoever knows the reader's language. */
export interface PersonFileWords {
  readonly title: string;
  readonly lead: string;
  readonly heading: (part: string) => string;
  readonly column: (name: string) => string;
  /** what stands in a cell */
  readonly value: (part: string, column: string, value: unknown) => string;
  readonly none: string;
  /** under the heading: how many there are, where a part may be cut; "" = nothing to say */
  readonly note: (part: string, shown: number) => string;
}

const MOST_COLUMNS = 16;
const FEW = 4;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** One page that needs nothing else: it can be printed, kept and read in twenty years. */
export function personFileHtml(
  parts: Readonly<Record<string, readonly object[] | Readonly<Record<string, unknown>>>>,
  words: PersonFileWords,
  language: "zh" | "en",
): string {
  const table = (part: string, rows: readonly object[]): string => {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    if (columns.length === 0) return `<p>${escaped(words.none)}</p>`;
    if (columns.length > MOST_COLUMNS && rows.length <= FEW) return rows.map((row) => standing(part, columns, row)).join("\n");
    const head = columns.map((name) => `<th scope="col">${escaped(words.column(name))}</th>`).join("");
    const body = rows
      .map(
        (row) =>
          `<tr>${columns.map((name) => `<td>${escaped(words.value(part, name, (row as Record<string, unknown>)[name]))}</td>`).join("")}</tr>`,
      )
      .join("\n");
    return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  };
  /** A record with more columns than a page is wide: one line a column. */
  const standing = (part: string, columns: readonly string[], row: object): string => {
    const lines = columns.map((name) => {
      const value = words.value(part, name, (row as Record<string, unknown>)[name]);
      return `<tr><th scope="row">${escaped(words.column(name))}</th><td>${escaped(value)}</td></tr>`;
    });
    return `<table class="standing"><tbody>${lines.join("\n")}</tbody></table>`;
  };
  const sections = Object.entries(parts).map(([part, found]) => {
    const rows = Array.isArray(found) ? (found as object[]) : [found];
    const note = words.note(part, rows.length);
    return `<h2>${escaped(words.heading(part))}</h2>${note === "" ? "" : `<p>${escaped(note)}</p>`}${table(part, rows)}`;
  });
  return `<!doctype html><html lang="${language === "en" ? "en" : "zh-CN"}"><head><meta charset="utf-8"><title>${escaped(words.title)}</title>
<style>body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:2rem;max-width:60rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}.standing{margin-bottom:1rem}.standing th{width:14rem}@media print{@page{size:A4 landscape;margin:12mm}body{font-size:9pt;margin:0;max-width:none}tr{break-inside:avoid}h2{break-after:avoid}}</style>
</head><body><h1>${escaped(words.title)}</h1><p>${escaped(words.lead)}</p>${sections.join("\n")}</body></html>`;
}
