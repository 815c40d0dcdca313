import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { sealedPlaceOf } from "./resident-sealed.server";

export interface SheetValue {
  readonly residentId: string;
  readonly kind: "address" | "access-note";
  /** null where the value does not open */
  readonly open: () => string | null;
}

/** Phones on record of residents the actor may see, still closed. */
export async function phoneValues({ db }: UnitOfWork, residentIds: readonly string[]) {
  const rows = await db.residentSensitive.findMany({ where: { residentId: { in: [...residentIds] }, kind: "phone" } });
  return rows.map(({ id, residentId, cipher }) => ({
    residentId,
    open: () => unlessUnopened(() => openValue(cipher, sealedPlaceOf(id))),
  }));
}

/** Addresses and access notes on record of residents the actor may see, still closed. */
export async function sheetValues({ db }: UnitOfWork, residentIds: readonly string[]): Promise<SheetValue[]> {
  const rows = await db.residentSensitive.findMany({
    where: { residentId: { in: [...residentIds] }, kind: { in: ["address", "access-note"] } },
    orderBy: [{ residentId: "asc" }, { kind: "asc" }],
  });
  return rows.map(({ id, residentId, kind, cipher }) => ({
    ...{ residentId, kind: kind as SheetValue["kind"] },
    open: () => unlessUnopened(() => openValue(cipher, sealedPlaceOf(id))),
  }));
}
