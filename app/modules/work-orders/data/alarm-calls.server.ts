import { v7 as newId } from "uuid";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Called } from "../domain/alarm";
import { callPlaceOf } from "./order-sealed.server";

export type Callee = "resident" | "contact";

/** Whom somebody rang, at which number, and what they said. */
export interface SaidOnCall {
  readonly name: string;
  readonly number: string;
  readonly words: string;
}

export interface NewCall {
  readonly rung: number;
  readonly callee: Callee;
  readonly result: Called;
  readonly said: SaidOnCall;
  /** the entry it stands in the place of */
  readonly corrects: string | null;
}

export async function addCall({ db, actor }: UnitOfWork, escalationId: string, call: NewCall, at: Date): Promise<void> {
  const id = newId();
  const { rung, callee, result, said, corrects } = call;
  await db.escalationStep.createMany({
    data: [
      {
        ...{
          id,
          escalationId,
          rung,
          kind: "rang",
          personId: actor.personId,
          byPerson: actor.personId,
          plannedAt: at,
          doneAt: at,
        },
        ...{ callee, detail: result, corrects, saidCipher: sealValue(JSON.stringify(said), callPlaceOf(id)) },
      },
    ],
  });
}

/** The call somebody noted last about an alarm; only that one is put right. */
export async function lastCallBy({ db }: UnitOfWork, escalationId: string, personId: string): Promise<string | null> {
  const row = await db.escalationStep.findFirst({
    where: { escalationId, kind: "rang", callee: { not: null }, byPerson: personId },
    orderBy: [{ doneAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return row?.id ?? null;
}

export const openCall = (id: string, cipher: string): SaidOnCall | null =>
  unlessUnopened(() => JSON.parse(openValue(cipher, callPlaceOf(id))) as SaidOnCall);

/** What was said on the calls of an alarm, by the step it stands on; null = there were none with words. */
export async function saidOnCalls({ db }: UnitOfWork, escalationId: string): Promise<(() => string) | null> {
  const rows = await db.escalationStep.findMany({
    where: { escalationId, saidCipher: { not: null } },
    select: { id: true, saidCipher: true },
  });
  if (rows.length === 0) return null;
  return () =>
    JSON.stringify(
      Object.fromEntries(
        rows.flatMap(({ id, saidCipher }) => {
          const said = openCall(id, saidCipher!);
          return said ? [[id, said]] : [];
        }),
      ),
    );
}
