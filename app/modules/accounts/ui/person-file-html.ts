/** Words of the file, handed in by whoever knows the reader's language. */
export interface PersonFileWords {
  readonly title: string;
  readonly lead: string;
  readonly heading: (part: string) => string;
  readonly column: (name: string) => string;
  readonly none: string;
  /** under the heading: how many there are, where a part may be cut; "" = nothing to say */
  readonly note: (part: string, shown: number) => string;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : value instanceof Date
      ? value.toISOString()
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value as string);

/** One page that needs nothing else: it can be printed, kept and read in twenty years. */
export function personFileHtml(
  parts: Readonly<Record<string, readonly object[] | Readonly<Record<string, unknown>>>>,
  words: PersonFileWords,
  language: "zh" | "en",
): string {
  const table = (rows: readonly object[]): string => {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    if (columns.length === 0) return `<p>${escaped(words.none)}</p>`;
    const head = columns.map((name) => `<th scope="col">${escaped(words.column(name))}</th>`).join("");
    const body = rows
      .map(
        (row) =>
          `<tr>${columns.map((name) => `<td>${escaped(shown((row as Record<string, unknown>)[name]))}</td>`).join("")}</tr>`,
      )
      .join("\n");
    return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  };
  const sections = Object.entries(parts).map(([part, found]) => {
    const rows = Array.isArray(found) ? (found as object[]) : [found];
    const note = words.note(part, rows.length);
    return `<h2>${escaped(words.heading(part))}</h2>${note === "" ? "" : `<p>${escaped(note)}</p>`}${table(rows)}`;
  });
  return `<!doctype html><html lang="${language === "en" ? "en" : "zh-CN"}"><head><meta charset="utf-8"><title>${escaped(words.title)}</title>
<style>body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:2rem;max-width:60rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style>
</head><body><h1>${escaped(words.title)}</h1><p>${escaped(words.lead)}</p>${sections.join("\n")}</body></html>`;
}
