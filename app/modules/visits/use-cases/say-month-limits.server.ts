import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { lightLimits, sayLimits } from "../data/month-reports.server";
import { problemOfLimits, type LightLimits, type LimitsProblem } from "../domain/month-figures";

const LINE: Line = "civil-affairs";
type Refusal = { readonly kind: LimitsProblem | "not-permitted" };

/** Whoever adopts the city's rules says from which share its months are green and yellow, and who asks for that. */
export const maySayLimits = (actor: Actor, city: City): boolean => mayIn(actor, "adopt:visit-rules", city.code, LINE);

export const limitsInView = (actor: Actor, city: City): Promise<LightLimits & { readonly source: string }> =>
  inUnitOfWork(actor, (uow) => lightLimits(uow, city.code));

export function sayMonthLimits(
  actor: Actor,
  city: City,
  said: LightLimits & { readonly source: string },
): Promise<Verdict<LightLimits, Refusal>> {
  if (!maySayLimits(actor, city)) return Promise.resolve(refused({ kind: "not-permitted" }));
  const limits = { ...said, source: said.source.trim() };
  const problem = problemOfLimits(limits);
  if (problem) return Promise.resolve(refused({ kind: problem }));
  return inUnitOfWork<Verdict<LightLimits, Refusal>>(actor, async (uow) => {
    await sayLimits(uow, city.code, limits);
    await recordAudit(uow, {
      ...{ action: "set:month-limit", subject: null, areaCode: city.code, line: LINE, result: "done" },
      facts: { green: limits.green, yellow: limits.yellow },
    });
    return granted(limits);
  });
}
