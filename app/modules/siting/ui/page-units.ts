import type { TFunction } from "i18next";
import type { Limit } from "~/modules/coverage/domain/coverage-query";
import type { Fen, Metres } from "~/shared/units";
import { isExtension } from "../domain/extending";
import type { KnownCost } from "../domain/one-page";
import type { SitingQuestion } from "../domain/siting-question";
import type { Named, NamedArea } from "../domain/siting-result";

type T = TFunction<"siting">;

const COUNTS = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en-GB") };
const DECIMALS = {
  zh: new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 }),
};

/** Numbers and names of the one page, each with its unit, in one language. */
export interface PageUnits {
  readonly t: T;
  readonly language: "zh" | "en";
  readonly count: (count: number) => string;
  readonly percent: (share: number) => string;
  readonly money: (fen: Fen) => string;
  /** to the yuan */
  readonly yuan: (fen: Fen) => string;
  /** «至少 460 万元» where some is unknown; «未知» where all is */
  readonly cost: (cost: KnownCost, sites: number) => string;
  /** a walk in minutes where the question is in minutes */
  readonly walk: (metres: Metres | null) => string;
  /** how far was looked, in whole minutes or metres */
  readonly search: (metres: Metres) => string;
  readonly circle: string;
  readonly group: (key: string) => string;
  readonly named: (names: Named) => string;
  readonly area: (area: NamedArea | null) => string;
  /** a place that is there made larger: «扩建 X（+30 人）» */
  readonly extended: (name: string) => string;
  readonly name: (site: {
    readonly id?: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly lon: number;
    readonly lat: number;
  }) => string;
}

export function pageUnits(t: T, language: "zh" | "en", question: SitingQuestion, speedKmh: number): PageUnits {
  const count = countWords(language);
  const whole = (fen: Fen) => t("page.unit.yuan", { value: count(fen / 100) });
  const money = moneyWords(t, language);
  const extended = (name: string) => t("page.sites.extended", { name, people: count(question.extend?.people ?? 0) });
  return {
    ...{ extended, t, language, count, money, yuan: whole, circle: circleWords(question.limit, t) },
    percent: (share) => `${(100 * share).toFixed(1)}%`,
    cost: ({ known, unknown }, sites) => {
      if (unknown === 0) return money(known);
      return unknown >= sites ? t("page.unknown") : t("page.figure.costAtLeast", { cost: money(known) });
    },
    walk: (metres) => {
      if (metres === null) return t("page.noWalk");
      return question.limit.by === "minutes"
        ? t("page.unit.minutes", { value: ((metres * 60) / (speedKmh * 1_000)).toFixed(1) })
        : t("page.unit.metres", { value: count(metres) });
    },
    search: (metres) =>
      question.limit.by === "minutes"
        ? t("page.unit.minutes", { value: Math.round((metres * 60) / (speedKmh * 1_000)) })
        : t("page.unit.metres", { value: count(metres) }),
    group: (key) => groupWords(key, t),
    named: ({ nameZh, nameEn }) => (language === "en" ? nameEn : nameZh),
    area: (area) => (area ? (language === "en" && area.nameEn ? area.nameEn : area.name) : ""),
    name: ({ id = "", name, nameEn, lon, lat }) => {
      const own = (language === "en" && nameEn) || name || t("page.sites.unnamed", { lon: lon.toFixed(4), lat: lat.toFixed(4) });
      return isExtension({ id }) ? extended(own) : own;
    },
  };
}

export const countWords = (language: "zh" | "en") => (value: number) => COUNTS[language].format(Math.round(value));

/** Whole yuan below, then in 万 or in millions, which are read at a glance. */
export const moneyWords = (t: T, language: "zh" | "en") => {
  const many = language === "zh" ? 1e4 : 1e6;
  return (fen: Fen): string =>
    fen / 100 < many
      ? t("page.unit.yuan", { value: COUNTS[language].format(Math.round(fen / 100)) })
      : t("page.unit.manyYuan", { value: DECIMALS[language].format(fen / 100 / many) });
};

export const circleWords = (limit: Limit, t: T): string =>
  limit.by === "minutes" ? t("page.circle.minutes", { count: limit.minutes }) : t("page.circle.metres", { count: limit.metres });

/** `age-5-9` → 5–9岁. */
export function groupWords(key: string, t: T): string {
  const band = /^age-(\d+)-(\d+)$/.exec(key);
  return band ? t("page.groups.band", { from: band[1], to: band[2] }) : t(`page.groups.${key}`, { defaultValue: key });
}
