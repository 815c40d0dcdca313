// Amounts of money as offices and spreadsheets write them, read strictly: what is not wholly understood is no amount.

const SCALES: Readonly<Record<string, number>> = {
  ...{ 十: 10, 百: 100, 千: 1e3, 万: 1e4, 十万: 1e5, 百万: 1e6, 千万: 1e7, 亿: 1e8 },
  ...{ k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9 },
};
/** A figure, with or without its thousands apart, and the word it counts. */
const PART =
  /^(\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(十万|百万|千万|十|百|千|万|亿|thousand|k|million|mn|m|billion|bn)?\s*/i;

/** Of «3万5» nobody knows whether thousands are meant: a bare figure after a word has as many digits as the word leaves room for. */
const fillsItsPlace = (figure: string, before: number): boolean =>
  before === Number.POSITIVE_INFINITY || 10 ** figure.replace(/\..*/, "").replaceAll(/[, ]/g, "").length === before;

/** `3000000`, `3,000,000 元`, `300万`, `1亿2000万`, `3 million` in yuan; NaN where it is no amount. */
export function yuanTyped(typed: string): number {
  let rest = typed
    .normalize("NFKC")
    .trim()
    .replace(/^(?:人民币|rmb|cny|¥)\s*/i, "")
    .replace(/(?:元整|元|yuan|rmb|cny)$/i, "");
  let total = 0;
  let before = Number.POSITIVE_INFINITY;
  do {
    const [part = "", figure = "", word = ""] = PART.exec(rest) ?? [];
    const scale = SCALES[word.toLowerCase()] ?? 1;
    if (part === "" || scale >= before || (word === "" && !fillsItsPlace(figure, before))) return Number.NaN;
    before = scale;
    total += Number(figure.replaceAll(/[, ]/g, "")) * scale;
    rest = rest.slice(part.length);
  } while (rest !== "");
  // A hundredth of a yuan is the least there is; what a product of fractions adds to it is no money.
  return Math.round(total * 100) / 100;
}
