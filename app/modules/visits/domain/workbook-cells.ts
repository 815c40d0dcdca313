// The cells of one sheet of an .xlsx: read, and some of them written, in the sheet's own words (ECMA-376, part 1, 18.3). What is
// not written stays as it is, letter for letter: formats, formulas, pictures, checks. Assumes that each cell says where it stands,
// as Excel, WPS and LibreOffice write it; a sheet without that is told by {@link saysWhere}.

export interface SheetCell {
  /** "B5" */
  readonly at: string;
  readonly row: number;
  /** 1 = A */
  readonly column: number;
  readonly text: string;
  readonly isFormula: boolean;
  /** which of the workbook's formats */
  readonly format: number;
}

export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const ROW = /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g;
const CELL = /<((?:\w+:)?)c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const SHEET_DATA = /<((?:\w+:)?)sheetData\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?sheetData>)/;
const TEXT = /<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g;
const VALUE = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/;
const FORMULA = /<(?:\w+:)?f\b/;
/** What is spoken above or beside a text in Chinese, not a part of it. */
const PHONETIC = /<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g;
const ADDRESS = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

export const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
export const lettersOf = (column: number): string =>
  column <= 0 ? "" : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));

export function placeOf(address: string): { readonly row: number; readonly column: number } | null {
  const [, letters, row] = ADDRESS.exec(address) ?? [];
  return letters && row ? { column: columnOf(letters), row: Number(row) } : null;
}

const attribute = (attributes: string, name: "r" | "s" | "t" | "ref"): string => {
  const found = { r: /\br="([^"]*)"/, s: /\bs="([^"]*)"/, t: /\bt="([^"]*)"/, ref: /\bref="([^"]*)"/ }[name].exec(attributes);
  return found?.[1] ?? "";
};

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescaped = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, number?: string, name?: string) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(number);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);

const textIn = (xml: string): string =>
  [...xml.replace(PHONETIC, "").matchAll(TEXT)].map(([, words]) => unescaped(words ?? "")).join("");

/** The texts that cells name by number. */
export const sharedTexts = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(([, words]) => textIn(words ?? ""));

/** Formats that show a share of one as per cent. */
export function percentFormats(stylesXml: string): ReadonlySet<number> {
  const own = new Map(
    [...stylesXml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)].map(([tag]) => [
      /numFmtId="(\d+)"/.exec(tag)?.[1] ?? "",
      /formatCode="([^"]*)"/.exec(tag)?.[1] ?? "",
    ]),
  );
  const formats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(stylesXml)?.[0] ?? "";
  const shares = [...formats.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].flatMap(([tag], at) => {
    const id = /numFmtId="(\d+)"/.exec(tag)?.[1] ?? "";
    return id === "9" || id === "10" || (own.get(id) ?? "").includes("%") ? [at] : [];
  });
  return new Set(shares);
}

/** The cells of a sheet that hold something, row by row; at most so many. */
export function cellsOf(sheetXml: string, texts: readonly string[], most: number): SheetCell[] {
  const cells: SheetCell[] = [];
  for (const [, , attributes = "", inside = ""] of (SHEET_DATA.exec(sheetXml)?.[2] ?? "").matchAll(CELL)) {
    const at = attribute(attributes, "r");
    const place = placeOf(at);
    if (!place) continue;
    const isFormula = FORMULA.test(inside);
    const kind = attribute(attributes, "t");
    const value = unescaped(VALUE.exec(inside)?.[1] ?? "");
    const text = kind === "s" ? (texts[Number(value)] ?? "") : kind === "inlineStr" ? textIn(inside) : value;
    cells.push({ at, ...place, text: text.trim(), isFormula, format: Number(attribute(attributes, "s")) || 0 });
    if (cells.length >= most) break;
  }
  return cells;
}

/** Whether every cell says where it stands: otherwise nothing can be written at the right place. */
export const saysWhere = (sheetXml: string): boolean => {
  const data = SHEET_DATA.exec(sheetXml);
  if (!data) return false;
  const rows = [...(data[2] ?? "").matchAll(ROW)];
  return rows.every(
    ([, , attributes = "", inside = ""]) =>
      attribute(attributes, "r") !== "" &&
      [...inside.matchAll(CELL)].every(([, , said = ""]) => placeOf(attribute(said, "r")) !== null),
  );
};

export const mergesOf = (sheetXml: string): Merge[] =>
  [...sheetXml.matchAll(/<(?:\w+:)?mergeCell\b([^>]*)>/g)].flatMap(([, attributes = ""]) => {
    const [from = "", to = ""] = attribute(attributes, "ref").split(":");
    const [first, last] = [placeOf(from), placeOf(to)];
    return first && last ? [{ top: first.row, left: first.column, bottom: last.row, right: last.column }] : [];
  });

/** The sheet with these cells holding these values; each keeps its format. A cell or a row that is not there yet is put in its place. */
export function withValues(sheetXml: string, values: ReadonlyMap<string, string | number>): string {
  const wanted = new Map<number, { column: number; at: string; value: string | number }[]>();
  for (const [at, value] of values) {
    const place = placeOf(at);
    if (!place) throw new Error(`cannot write to ${at}: expected an address such as B5`);
    wanted.set(place.row, [...(wanted.get(place.row) ?? []), { column: place.column, at, value }]);
  }
  return sheetXml.replace(SHEET_DATA, (_whole, prefix: string, inside = "") => {
    const pieces: string[] = [];
    const left = [...wanted.keys()].sort((a, b) => a - b);
    const freshUntil = (row: number) => {
      while (left.length > 0 && left[0]! < row) {
        const number = left.shift()!;
        pieces.push(`<${prefix}row r="${number}">${rowInside(prefix, "", wanted.get(number)!)}</${prefix}row>`);
      }
    };
    let from = 0;
    for (const row of (inside as string).matchAll(ROW)) {
      const number = Number(attribute(row[2] ?? "", "r"));
      pieces.push((inside as string).slice(from, row.index));
      from = row.index + row[0].length;
      freshUntil(number);
      const theirs = left[0] === number ? wanted.get(left.shift()!) : undefined;
      // The cells a row spans are a hint for the reader, wrong after this.
      const said = (row[2] ?? "").replace(/\s+spans="[^"]*"/, "");
      pieces.push(theirs ? `<${prefix}row${said}>${rowInside(prefix, row[3] ?? "", theirs)}</${prefix}row>` : row[0]);
    }
    pieces.push((inside as string).slice(from));
    freshUntil(Infinity);
    return `<${prefix}sheetData>${pieces.join("")}</${prefix}sheetData>`;
  });
}

function rowInside(
  prefix: string,
  inside: string,
  wanted: readonly { readonly column: number; readonly at: string; readonly value: string | number }[],
): string {
  const left = [...wanted].sort((a, b) => a.column - b.column);
  const pieces: string[] = [];
  let from = 0;
  const fresh = (until: number) => {
    while (left.length > 0 && left[0]!.column < until) {
      const { at, value } = left.shift()!;
      pieces.push(cellWords(prefix, at, "", value));
    }
  };
  for (const cell of inside.matchAll(CELL)) {
    const column = placeOf(attribute(cell[2] ?? "", "r"))?.column ?? 0;
    pieces.push(inside.slice(from, cell.index));
    from = cell.index + cell[0].length;
    fresh(column);
    const mine = left[0]?.column === column ? left.shift() : undefined;
    if (mine && FORMULA.test(cell[3] ?? "")) throw new Error(`cannot write to ${mine.at}: it holds a formula, expected none`);
    pieces.push(mine ? cellWords(prefix, mine.at, attribute(cell[2] ?? "", "s"), mine.value) : cell[0]);
  }
  pieces.push(inside.slice(from));
  fresh(Infinity);
  return pieces.join("");
}

function cellWords(prefix: string, at: string, format: string, value: string | number): string {
  const said = `r="${at}"${format === "" ? "" : ` s="${format}"`}`;
  return typeof value === "number"
    ? `<${prefix}c ${said}><${prefix}v>${value}</${prefix}v></${prefix}c>`
    : `<${prefix}c ${said} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(value)}</${prefix}t></${prefix}is></${prefix}c>`;
}
