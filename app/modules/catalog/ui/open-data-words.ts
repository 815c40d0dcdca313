import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import type { OpenWords } from "../domain/hsds-record";
import type { QuestionProblem } from "../domain/open-data-question";

/** The words of the open data: Chinese, as the records are. */
export function openWords(): OpenWords {
  const t = translator("zh", zh).getFixedT("zh", "catalog");
  return {
    className: ({ kind, carePattern, ageFromMonths, ageToMonths }) =>
      [
        t(`classKind.${kind}`, { defaultValue: kind }),
        ...(carePattern ? [t(`carePattern.${carePattern}`)] : []),
        ...(ageFromMonths !== null && ageToMonths !== null ? [t("capacity.ages", { from: ageFromMonths, to: ageToMonths })] : []),
      ].join(" · "),
    unit: (unit) => t(`unit.${unit}`, { defaultValue: unit }),
    perUnit: (unit) => t("openData.perUnit", { unit: t(`priceUnit.${unit}`) }),
    operatorKind: (kind) => t(`operatorKind.${kind}`, { defaultValue: kind }),
    access: (fact, has) => `${t(`access.${fact}`)}: ${t(has ? "access.yes" : "access.no")}`,
  };
}

/** The body of a refusal: each problem as facts, and as a sentence in both languages. The first one is the title. */
export function openRefusal(problems: readonly QuestionProblem[]) {
  const [inChinese, inEnglish] = [
    translator("zh", zh).getFixedT("zh", "catalog"),
    translator("en", en).getFixedT("en", "catalog"),
  ];
  const worded = problems.map((problem) => {
    const { kind, field, given, allowed } = problem;
    const facts = { field, given, least: allowed[0], most: allowed[1], form: allowed[0] };
    const list = LISTED.has(kind) && allowed.length > 0 ? allowed.join(", ") : null;
    const said = (t: typeof inChinese) => t(`openData.problem.${kind}`, facts) + (list ? t("openData.allowed", { list }) : "");
    return { ...problem, message: { zh: said(inChinese), en: said(inEnglish) } };
  });
  const kind = problems.some((one) => one.kind === "wrong-method")
    ? "wrong-method"
    : problems.some((one) => one.field === "city" && one.kind === "unknown")
      ? "unknown-city"
      : "bad-question";
  return { status: STATUS[kind], body: { kind, title: worded[0]?.message, problems: worded } };
}

const LISTED: ReadonlySet<string> = new Set(["missing", "unknown", "unknown-parameter"]);
const STATUS = { "wrong-method": 405, "unknown-city": 404, "bad-question": 400 } as const;
const READING = ["GET", "HEAD", "OPTIONS"];

/** The open data are only read: whoever writes is told so. */
export const openMethodRefusal = ({ method }: Pick<Request, "method">) => ({
  ...openRefusal([{ kind: "wrong-method", field: "method", given: method, allowed: READING }]),
  headers: { Allow: READING.join(", ") },
});

export const NO_SUCH_RECORD = {
  status: 404,
  body: { kind: "unknown-record", title: { zh: "没有这条记录", en: "There is no such record" } },
} as const;
