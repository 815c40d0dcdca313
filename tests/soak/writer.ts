/** Writes without end, as an office does: registers, edits and imports, until somebody kills it. A process of its own. */
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { draft, planner, registration, TOWN } from "../modules/catalog/factories/catalog-city";
import { csv } from "../modules/imports/office-files";
import { previewed, written } from "../modules/imports/running-import";

const HEAD = "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,地址,经度,纬度,联系电话";
const ROWS = 120;
const mark = process.argv[2] ?? "0";

async function importMany(turn: number): Promise<void> {
  const rows = Array.from(
    { length: ROWS },
    (_, row) =>
      `K${mark}-${turn}-${row},养老院${mark}-${turn}-${row},养老机构,2020-05-01,机构养老,120,100,86,花园路${row}号,,,0371-${row}`,
  );
  const batch = await previewed(csv([HEAD, ...rows]), { city: "4101", asOf: "2025-01-01" });
  if (batch.status !== "previewed") throw new Error(`not previewed: ${JSON.stringify(batch.failure ?? batch.status)}`);
  await written(batch.id, { leaveOutRefused: true });
  process.send?.({ imported: batch.id });
}

async function registerOne(turn: number): Promise<void> {
  const made = await registerFacility(planner, TOWN.code, registration({ draft: draft({ name: `登记${mark}-${turn}` }) }));
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  process.send?.({ registered: made.value.id });
  await changeFacilityState(planner, TOWN.code, made.value.id, { to: "suspended", on: "2025-06-01", reason: "检修" });
}

process.send?.("ready");
for (let turn = 0; ; turn++) await Promise.all([importMany(turn), registerOne(2 * turn), registerOne(2 * turn + 1)]);
