import { shareNumber } from "~/modules/coverage/domain/share";
import type { CoverageCliAnswer } from "./coverage-answer";
import { gapLines } from "./street-file-words";

/** The answer for programs: one object. `share` is of those whose home was measured; null where there are none: 0 ÷ 0 is not 100 %. */
export const coverageJson = (answer: CoverageCliAnswer) => ({
  method: answer.method,
  minutes: answer.minutes,
  speed_kmh: answer.speedKmh,
  detour: answer.detour,
  error: {
    shared_ground: [answer.error.shared, answer.error.sharedAtBest],
    worst_tenth: answer.error.worstTenth,
    real_walk: [answer.error.low, answer.error.high],
    source: answer.error.source,
  },
  facilities: answer.facilities.ids.length,
  demand_points: answer.demand.ids.length,
  unsnapped: answer.unsnapped,
  people_total: answer.peopleTotal,
  people_covered: answer.peopleCovered,
  people_unplaced: answer.peopleUnplaced,
  people_unknown: answer.peopleUnknown,
  share: shareNumber(answer.share),
  street_points_missing: answer.gaps && answer.gaps.missingPoints,
  seconds: answer.seconds,
});

const METHOD = {
  network: "路网 by the streets",
  sectors: "分方向近似 by sectors",
  circle: "圆形近似 by circles",
} as const;

const NO_SHARE = {
  "no-residents": "没有人口 no residents",
  "population-unknown": "人口未知 people unknown",
  "position-unknown": "位置未知 positions unknown",
} as const;

/** The same for a person. */
export function coverageTable(answer: CoverageCliAnswer): string {
  const { method, minutes, speedKmh, detour, peopleTotal, peopleCovered, peopleUnplaced, peopleUnknown } = answer;
  const { unsnapped, seconds, gaps, error } = answer;
  const share = answer.share.kind === "known" ? `${(100 * answer.share.share).toFixed(2)} %` : NO_SHARE[answer.share.kind];
  const lines = [
    `方法 method      ${METHOD[method]}${detour === null ? "" : `，绕行系数 detour ${detour}`}，${minutes} min，${speedKmh} km/h`,
    `误差 error       重合 shared ground ${error.shared}–${error.sharedAtBest}（最差一成 worst tenth ${error.worstTenth}），实际步行 real walk × ${error.low}–${error.high}`,
    `设施 facilities  ${answer.facilities.ids.length}`,
    `需求点 demand    ${answer.demand.ids.length}${peopleUnknown > 0 ? `（人口未知 people unknown: ${peopleUnknown}）` : ""}`,
    `可达 covered     ${Math.round(peopleCovered)} / ${Math.round(peopleTotal - peopleUnplaced)}，${share}`,
    ...(peopleUnplaced > 0 ? [`未定位 unplaced  ${Math.round(peopleUnplaced)}，不计入 in no share`] : []),
    `用时 seconds     ${seconds.graph} + ${seconds.reach}`,
    ...(gaps ? gapLines(gaps) : []),
    ...unsnapped.slice(0, SHOWN).map(({ id, of, reason }) => `未接入 unsnapped  ${of} ${id}: ${reason}`),
    ...(unsnapped.length > SHOWN ? [`… ${unsnapped.length - SHOWN} more; --json lists them all`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

const SHOWN = 10;
