const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  text: ["csv", "txt", "tsv"],
  json: ["json", "geojson"],
  xlsx: ["xlsx", "xlsm"],
  xls: ["xls"],
  html: ["htm", "html"],
};

/** The ending of a name that promises another kind of file than the content is; an ending nobody knows promises nothing. */
export function endingThatMisleads(fileName: string, kind: string): string | null {
  const ending = /\.([a-z]{2,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const isKnown = Object.values(ENDINGS).some((endings) => endings.includes(ending));
  return isKnown && ENDINGS[kind] !== undefined && !ENDINGS[kind].includes(ending) ? ending : null;
}
