import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { OrderClass } from "../domain/work-order";

/** How long a class may take here, and whose word that is. */
export interface ClassClock {
  readonly class: OrderClass;
  readonly dueHours: number;
  readonly asksSecond: boolean;
  readonly sourceZh: string;
  readonly sourceEn: string;
  readonly mark: "S" | "P" | "?";
  /** why a city changed it; null = the standard */
  readonly reason: string | null;
  readonly saidBy: string | null;
}

/** A city's own clock before the standard one, class by class. */
export const classClocks = ({ db }: UnitOfWork, cityCode: string): Promise<ClassClock[]> =>
  db.$queryRaw<ClassClock[]>`
    SELECT DISTINCT ON (class) class, due_hours AS "dueHours", asks_second AS "asksSecond", source_zh AS "sourceZh", source_en AS "sourceEn", mark, reason, said_by AS "saidBy"
    FROM work_order_class WHERE city_code IS NULL OR city_code = ${cityCode}
    ORDER BY class, city_code IS NULL, said_at DESC, id DESC`;

export interface ClassChange {
  readonly class: OrderClass;
  readonly dueHours: number;
  readonly asksSecond: boolean;
  readonly reason: string;
}

export const addClassClock = async ({ db, actor }: UnitOfWork, cityCode: string, change: ClassChange): Promise<void> => {
  await db.workOrderClass.createMany({ data: [{ id: newId(), cityCode, saidBy: actor.personId, ...change }] });
};
