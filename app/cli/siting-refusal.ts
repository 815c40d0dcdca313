import type { SitingImpossible } from "~/modules/siting/domain/solving/siting-answer";

/** What `qh site` cannot use beside what every command refuses. */
export type SitingRefusal =
  | { readonly kind: "site-unknown"; readonly option: string; readonly id: string; readonly file: string }
  | { readonly kind: "figure-missing"; readonly file: string; readonly column: string; readonly id: string }
  | { readonly kind: "no-rows"; readonly file: string }
  | { readonly kind: "not-an-amount" | "not-a-count"; readonly option: string; readonly value: string }
  | {
      readonly kind: "amount-with-words";
      readonly option: string;
      readonly value: string;
      readonly number: number;
      readonly unitOf: string;
    }
  | { readonly kind: "fixed-and-forbidden"; readonly id: string }
  | { readonly kind: "fewer-than-fixed"; readonly sites: number; readonly fixed: number }
  | { readonly kind: "more-than-there-are"; readonly sites: number; readonly there: number }
  | { readonly kind: "not-found"; readonly seconds: number }
  | { readonly kind: "impossible"; readonly relax: SitingImpossible["relax"]; readonly alone: boolean };

export function sitingRefusalWords(refusal: SitingRefusal): string {
  switch (refusal.kind) {
    case "site-unknown":
      return `${refusal.option} 的 ${short(refusal.id)} 不在 ${refusal.file} 中 · ${refusal.option} names ${short(refusal.id)}, which is no site of ${refusal.file}`;
    case "figure-missing":
      return `${refusal.file} 缺少 ${short(refusal.id)} 的 ${refusal.column} · ${refusal.file} has no ${refusal.column} for the site ${short(refusal.id)}`;
    case "no-rows":
      return `${refusal.file} 没有数据行 · ${refusal.file} has a heading and no rows`;
    case "not-an-amount":
      return `${refusal.option} 应为不小于 0 的数字 · ${refusal.option} is «${short(refusal.value)}»: a number of 0 or more is expected`;
    case "amount-with-words":
      return `${refusal.option} 用 ${refusal.unitOf} 的单位，只写数字：若以元计，“${short(refusal.value)}”写成 ${refusal.number} · ${refusal.option} is in the unit of ${refusal.unitOf}, a number alone: «${short(refusal.value)}» is ${refusal.number} if that is yuan`;
    case "not-a-count":
      return `${refusal.option} 应为整数 · ${refusal.option} is «${short(refusal.value)}»: a whole number is expected`;
    case "fixed-and-forbidden":
      return `${short(refusal.id)} 不能既固定又禁止 · ${short(refusal.id)} stands in both --fixed and --forbidden`;
    case "fewer-than-fixed":
      return `--sites ${refusal.sites} 少于固定的 ${refusal.fixed} 处 · --sites ${refusal.sites} is fewer than the ${refusal.fixed} of --fixed, which it counts too`;
    case "more-than-there-are":
      return `--sites ${refusal.sites} 多于可用的 ${refusal.there} 处 · --sites ${refusal.sites} is more than the ${refusal.there} that may be opened`;
    case "not-found":
      return `在 ${refusal.seconds} 秒内未找到任何方案，也未证明没有方案；请加大 --seconds · no choice was found in ${refusal.seconds} seconds, and none was shown to be impossible: give more --seconds`;
    case "impossible":
      return impossible(refusal.relax, refusal.alone);
  }
}

/** What people typed, by the key of the limit it became. */
const OPTION_OF: Readonly<Record<string, string>> = {
  sites: "--sites",
  budget: "--budget",
  capacity: "--capacity",
};

function impossible(relax: SitingImpossible["relax"], alone: boolean): string {
  const named = relax.map(({ key, needed }) => `${OPTION_OF[key] ?? key}${needed === null ? "" : ` → ${needed}`}`);
  if (named.length === 0) return "没有符合全部条件的方案 · no choice of sites keeps every limit";
  return `没有符合全部条件的方案，请放宽 ${named.join(alone ? " 或 " : " 和 ")} · no choice of sites keeps every limit: relax ${named.join(alone ? " or " : " and ")}`;
}

const short = (text: string): string => {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.length > 60 ? `${oneLine.slice(0, 60)}…` : oneLine;
};
